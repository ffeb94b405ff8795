import { mkdtemp, readdir, rm } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { startJobs } from '#engine/jobs'
import { deriveKey, sql, type Database } from '#engine/store'
import {
  clamdScanner,
  createFiles,
  diskStore,
  fileDownloads,
  fileJobs,
  fileSchedules,
  fileSentences,
  filesRoutes,
  linkSigner,
  noScanner,
  type FileService,
  type FileStore,
  type Scanner,
} from '#engine/files'
import { freshTenant } from '#test/database'
import { serveRoutes } from '#test/server'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'facet-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

interface Cabinet {
  readonly database: Database
  readonly context: Context
  readonly files: FileService
  readonly store: FileStore
}

async function cabinet(changes: { scanner?: Scanner; store?: Partial<FileStore> } = {}): Promise<Cabinet> {
  const { database, context } = await freshTenant()
  const store = { ...diskStore(path.join(folder, 'kept')), ...changes.store }
  const files = createFiles({
    database,
    store,
    scanner: changes.scanner ?? noScanner,
    links: linkSigner(deriveKey('a master secret for tests, long enough', 'file links')),
    spoolFolder: path.join(folder, 'spool'),
    purposes: { tiny: { bytesMax: 10, types: ['text/plain'] } },
  })
  return { database, context, files, store }
}

function upload(content: Buffer | string, changes: { name?: string; purpose?: string; source?: string } = {}) {
  return { name: 'note.txt', purpose: 'attachment', content: Readable.from([content]), ...changes }
}

/** 40 × 20 pixels lying on its side, with a place and a camera in its notes. */
const SIDEWAYS = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#c00' } })
  .withExif({ IFD0: { Make: 'Spycam' }, IFD3: { GPSLatitude: '22/1 32/1 0/1' } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer()

const codeIs = (code: string) => expect.objectContaining({ code: `engine.${code}` })

test('a file comes back byte for byte, with what was recognised in it', async () => {
  const { context, files } = await cabinet()
  const file = await files.keep(context, upload(SIDEWAYS, { name: 'photo.txt', purpose: 'picture' }))
  expect(file).toMatchObject({
    name: 'photo.txt',
    mediaType: 'image/jpeg',
    sizeBytes: SIDEWAYS.length,
    width: 20,
    height: 40,
  })
  expect(SIDEWAYS.equals(await buffer(await files.open(context, file.id)))).toBe(true)
  expect(await files.get(context, file.id)).toEqual(file)
  expect(await readdir(path.join(folder, 'spool'))).toEqual([])
})

test.each([
  { content: '', purpose: 'attachment', code: 'file-empty', because: 'there is nothing in it' },
  { content: 'hello world', purpose: 'tiny', code: 'file-too-large', because: 'the purpose allows 10 bytes' },
  { content: '<svg/> x', purpose: 'picture', code: 'file-type-refused', because: 'SVG is no picture to show' },
  { content: 'MZ\x90\x00', purpose: 'attachment', code: 'file-type-refused', because: 'a program' },
  { content: 'x', purpose: 'ransom', code: 'file-purpose-unknown', because: 'nobody knows that purpose' },
  { content: SIDEWAYS.subarray(0, 30), purpose: 'picture', code: 'file-unreadable', because: 'only its head is there' },
])('refused, and nothing is left: $because', async ({ content, purpose, code }) => {
  const { database, context, files } = await cabinet()
  await expect(files.keep(context, upload(content, { purpose }))).rejects.toThrow(codeIs(code))
  expect(await database.withTenant(context, (tx) => tx.all(sql`select id from engine.file`))).toEqual([])
  expect(await readdir(path.join(folder, 'spool'))).toEqual([])
})

test('a small file that unfolds into too many pixels is refused', async () => {
  const { context, files } = await cabinet()
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  await expect(files.keep(context, upload(bomb, { purpose: 'picture' }))).rejects.toThrow(codeIs('file-unreadable'))
})

test('the thumbnail stands upright and tells nothing of place and camera', async () => {
  const { context, files } = await cabinet()
  const large = await sharp(SIDEWAYS).resize(400, 200).keepMetadata().jpeg().toBuffer()
  const { id } = await files.keep(context, upload(large, { purpose: 'picture' }))
  for (const format of ['webp', 'jpeg'] as const) {
    const small = await buffer(await files.openThumbnail(context, id, 96, format))
    const about = await sharp(small).metadata()
    expect(about).toMatchObject({ width: 48, height: 96, format })
    expect(about.exif).toBeUndefined()
    const again = await buffer(await files.openThumbnail(context, id, 96, format))
    expect(again.equals(small)).toBe(true)
  }
  const note = await files.keep(context, upload('no picture'))
  await expect(files.openThumbnail(context, note.id, 96, 'webp')).rejects.toThrow(codeIs('file-has-no-thumbnail'))
})

test('the same source is kept once', async () => {
  const { context, files } = await cabinet()
  const first = await files.keep(context, upload('once', { source: 'wechat:media-7' }))
  const again = await files.keep(context, upload('other bytes', { source: 'wechat:media-7' }))
  expect(again).toEqual(first)
})

test('an upload that died before its bytes were stored does not exist, can be repeated, and is swept', async () => {
  const dead = await cabinet({ store: { put: () => Promise.reject(new Error('power cut')) } })
  const { database, context } = dead
  await expect(dead.files.keep(context, upload('one', { source: 's1' }))).rejects.toThrow('power cut')
  await expect(dead.files.keep(context, upload('two', { source: 's2' }))).rejects.toThrow('power cut')
  const unfinished = await database.withTenant(context, (tx) => tx.all(sql<{ id: string }>`select id from engine.file`))
  await expect(dead.files.get(context, unfinished[0]!.id)).rejects.toThrow(codeIs('file-not-found'))
  const { files } = await cabinet()
  const repeated = await files.keep(context, upload('one', { source: 's1' }))
  expect(await text(await files.open(context, repeated.id))).toBe('one')
  const later = freezeClock('2099-01-01T00:00:00Z')
  await fileSchedules(database)[0]!.run(context)
  later.release()
  const left = await database.withTenant(context, (tx) => tx.all(sql<{ id: string }>`select id from engine.file`))
  expect(left).toEqual([{ id: repeated.id }])
})

test('bytes go with the last file that has them', async () => {
  const { database, context, files, store } = await cabinet()
  const jobs = await startJobs({
    database,
    handlers: fileJobs({ database, store }),
    schedules: [],
    onFailure: () => {},
  })
  stops.push(() => jobs.stop())
  const [first, second] = [await files.keep(context, upload('shared')), await files.keep(context, upload('shared'))]
  const key = `${context.tenantId}/${first.sha256.slice(0, 2)}/${first.sha256}`
  await files.remove(context, first.id)
  expect(await text(await files.open(context, second.id))).toBe('shared')
  await files.remove(context, second.id)
  await expect.poll(() => store.has(key), { timeout: 5000 }).toBe(false)
  await expect(files.remove(context, second.id)).rejects.toThrow(codeIs('file-not-found'))
})

test('a signed link opens one file until its time is over', async () => {
  const { context, files } = await cabinet()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(async () => frozen.release())
  const { id } = await files.keep(context, upload('for the customer'))
  const token = files.link(context, id, 60).split('/').at(-1)!
  expect(files.viewerOf(token)).toEqual({ viewer: { tenantId: context.tenantId }, fileId: id, secondsLeft: 60 })
  const flipped = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
  const forged =
    Buffer.from(`${context.tenantId}.${newId()}.9999999999`).toString('base64url') + token.slice(token.indexOf('.'))
  for (const wrong of [flipped, forged, '', 'x.y', token.slice(0, 10)]) {
    expect(() => files.viewerOf(wrong)).toThrow(codeIs('file-link-invalid'))
  }
  frozen.advance(60_000)
  expect(() => files.viewerOf(token)).toThrow(codeIs('file-link-expired'))
})

test('another tenant does not find the file', async () => {
  const { context, files } = await cabinet()
  const other = await freshTenant()
  const { id } = await files.keep(context, upload('secret'))
  await expect(files.get(other.context, id)).rejects.toThrow(codeIs('file-not-found'))
})

/** A daemon that speaks clamd's INSTREAM and finds one virus. */
async function fakeClamd(
  answer = (content: string): string => (content.includes('EICAR') ? 'stream: Eicar-Test FOUND' : 'stream: OK'),
): Promise<string> {
  const server = net.createServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece as Buffer])
      const content = streamedContent(received)
      if (content !== undefined) socket.end(`${answer(content)}\0`)
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stops.push(async () => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What the frames carry, once the empty frame that ends them has come. */
function streamedContent(received: Buffer): string | undefined {
  let content = ''
  for (let at = 'zINSTREAM\0'.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at)
    if (length === 0) return content
    content += received.subarray(at + 4, at + 4 + length).toString()
    at += 4 + length
  }
  return undefined
}

test('the scanner looks at every byte, and what it finds is not kept', async () => {
  const { context, files } = await cabinet({ scanner: clamdScanner(await fakeClamd()) })
  expect(await files.keep(context, upload(`${'x'.repeat(200_000)}`))).toMatchObject({ sizeBytes: 200_000 })
  const infected = files.keep(context, upload(`${'x'.repeat(200_000)}EICAR`, { name: 'invoice.txt' }))
  await expect(infected).rejects.toThrow(
    expect.objectContaining({ params: { name: 'invoice.txt', virus: 'Eicar-Test' } }),
  )
})

test.each([
  { address: async () => '127.0.0.1:1', because: 'nobody listens' },
  { address: () => fakeClamd(() => 'INSTREAM size limit exceeded. ERROR'), because: 'it gives up' },
])('without a scanner nothing is kept: $because', async ({ address }) => {
  const { context, files } = await cabinet({ scanner: clamdScanner(await address()) })
  await expect(files.keep(context, upload('x'))).rejects.toThrow(codeIs('file-scanner-unavailable'))
})

async function counter() {
  const { database, context, files } = await cabinet()
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {
      agent: { roles: ['agent'] },
      customer: { roles: ['customer'], customerId: newId() },
      stranger: { roles: [] },
    },
    sentences: fileSentences,
    routeSets: [filesRoutes(files)],
    rawRoutes: fileDownloads(files),
  })
  stops.push(() => server.close())
  const send = (who: string, name: string, content: string | Buffer, query = '') => {
    const form = new FormData()
    form.append('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name))
    return multipart(form).then(({ type, body }) =>
      as(who)('POST', `/api/engine/files${query}`, body, { 'content-type': type }),
    )
  }
  return { as, send, files, context }
}

async function multipart(form: FormData): Promise<{ type: string; body: Buffer }> {
  const response = new Response(form)
  return { type: response.headers.get('content-type')!, body: Buffer.from(await response.arrayBuffer()) }
}

test('over HTTP: uploaded, described, shown, downloaded, in parts and only once', async () => {
  const { as, send } = await counter()
  const uploaded = await send('agent', '说明.txt', 'hello world')
  expect([uploaded.statusCode, uploaded.json()]).toMatchObject([201, { name: '说明.txt', mediaType: 'text/plain' }])
  const { id } = uploaded.json<{ id: string }>()
  expect((await as('agent')('GET', `/api/engine/files/${id}/details`)).json()).toEqual(uploaded.json())
  const shown = await as('agent')('GET', `/api/engine/files/${id}`)
  expect(shown.body).toBe('hello world')
  expect(shown.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': expect.stringMatching(/^inline; .*%E8%AF%B4%E6%98%8E\.txt$/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  const saved = await as('agent')('GET', `/api/engine/files/${id}?download=true`)
  expect(saved.headers['content-disposition']).toMatch(/^attachment/)
  const part = await as('agent')('GET', `/api/engine/files/${id}`, undefined, { range: 'bytes=-5' })
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'world', 'bytes 6-10/11'])
  const beyond = await as('agent')('GET', `/api/engine/files/${id}`, undefined, { range: 'bytes=99-' })
  expect(beyond.statusCode).toBe(416)
  const etag = shown.headers.etag as string
  const unchanged = await as('agent')('GET', `/api/engine/files/${id}`, undefined, { 'if-none-match': etag })
  expect([unchanged.statusCode, unchanged.body]).toEqual([304, ''])
})

test('over HTTP: what can carry a script is only ever downloaded', async () => {
  const { as, send } = await counter()
  for (const content of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    '<!doctype html><script>1</script>',
  ]) {
    const { id } = (await send('agent', 'picture.png', content)).json<{ id: string }>()
    const { headers } = await as('agent')('GET', `/api/engine/files/${id}`)
    expect(headers['content-disposition']).toMatch(/^attachment/)
  }
})

test('over HTTP: a customer sees what they brought, and the rest by signed links', async () => {
  const { as, send, files, context } = await counter()
  const own = (await send('customer', 'a.txt', 'mine')).json<{ id: string }>()
  const foreign = (await send('agent', 'b.jpg', SIDEWAYS)).json<{ id: string }>()
  expect((await as('customer')('GET', `/api/engine/files/${own.id}`)).body).toBe('mine')
  expect((await as('customer')('GET', `/api/engine/files/${foreign.id}`)).statusCode).toBe(404)
  expect((await as('stranger')('GET', `/api/engine/files/${own.id}`)).statusCode).toBe(403)
  expect((await as(undefined)('GET', `/api/engine/files/${own.id}`)).statusCode).toBe(401)
  const link = files.link(context, foreign.id, 60)
  expect((await as(undefined)('GET', link)).rawPayload.equals(SIDEWAYS)).toBe(true)
  const small = await as(undefined)('GET', `${link}?size=96`)
  expect([small.statusCode, small.headers['content-type']]).toEqual([200, 'image/webp'])
  expect((await as(undefined)('GET', `${link}x`)).statusCode).toBe(404)
})

test('over HTTP: an upload without a file, cut off, or of a refused kind is answered with its reason', async () => {
  const { as, send } = await counter()
  expect((await as('agent')('POST', '/api/engine/files')).json()).toMatchObject({ code: 'engine.file-missing' })
  const long = await send('agent', 'long.txt', 'x'.repeat(3 * 1024 * 1024))
  expect([long.statusCode, long.json()]).toMatchObject([413, { code: 'engine.file-too-large' }])
  const refused = await send('agent', 'x.png', 'text', '?purpose=picture')
  expect([refused.statusCode, refused.json()]).toMatchObject([
    415,
    { params: { name: 'x.png', mediaType: 'text/plain' } },
  ])
})
