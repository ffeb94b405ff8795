import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertOutsideUrl, fetchOutside, streamOutside } from './outgoing.ts'
import { isOutside } from './outside-address.ts'

test.each([
  { address: '93.184.216.34', outside: true, because: 'an ordinary public address' },
  { address: '127.0.0.1', outside: false, because: 'ourselves' },
  { address: '127.255.255.254', outside: false, because: 'all of 127/8 is ourselves' },
  { address: '0.0.0.0', outside: false, because: 'Linux connects it to ourselves' },
  { address: '10.1.2.3', outside: false, because: 'private' },
  { address: '172.16.0.1', outside: false, because: 'private, first block' },
  { address: '172.31.255.255', outside: false, because: 'private, last address' },
  { address: '172.32.0.1', outside: true, because: 'just behind the private block' },
  { address: '192.168.1.1', outside: false, because: 'private' },
  { address: '169.254.169.254', outside: false, because: 'cloud metadata' },
  { address: '100.64.0.1', outside: false, because: 'carrier-grade NAT' },
  { address: '100.128.0.1', outside: true, because: 'just behind carrier-grade NAT' },
  { address: '192.0.2.7', outside: false, because: 'documentation' },
  { address: '198.19.0.1', outside: false, because: 'benchmarks' },
  { address: '224.0.0.1', outside: false, because: 'multicast' },
  { address: '255.255.255.255', outside: false, because: 'broadcast' },
  { address: '2606:4700:4700::1111', outside: true, because: 'an ordinary public IPv6 address' },
  { address: '::1', outside: false, because: 'ourselves' },
  { address: '::', outside: false, because: 'unspecified' },
  { address: '::ffff:127.0.0.1', outside: false, because: 'IPv4 in disguise' },
  { address: '::ffff:93.184.216.34', outside: false, because: 'no honest DNS answers a mapped address' },
  { address: 'fe80::1', outside: false, because: 'link-local' },
  { address: 'fd00::1', outside: false, because: 'unique local' },
  { address: 'fec0::1', outside: false, because: 'site-local, deprecated' },
  { address: 'ff02::1', outside: false, because: 'multicast' },
  { address: '64:ff9b::8.8.8.8', outside: true, because: 'NAT64 to a public address' },
  { address: '64:ff9b::a9fe:a9fe', outside: false, because: 'NAT64 to cloud metadata' },
  { address: '2002:7f00:1::1', outside: false, because: '6to4 tunnels to any IPv4 address' },
  { address: '2001:0:1::1', outside: false, because: 'Teredo tunnels to any IPv4 address' },
  { address: '2001:db8::1', outside: false, because: 'documentation' },
])('$address is outside: $outside, $because', ({ address, outside }) => {
  expect(isOutside(address, address.includes(':') ? 6 : 4)).toBe(outside)
})

test.each([
  { url: 'http://127.1/', code: 'engine.outside-address-refused' },
  { url: 'http://0x7f000001/', code: 'engine.outside-address-refused' },
  { url: 'http://2130706433/', code: 'engine.outside-address-refused' },
  { url: 'http://１２７.0.0.1/', code: 'engine.outside-address-refused' },
  { url: 'http://[::ffff:7f00:1]/', code: 'engine.outside-address-refused' },
  { url: 'http://[fd00::1]:8080/', code: 'engine.outside-address-refused' },
  { url: 'file:///etc/passwd', code: 'engine.outside-url-refused' },
  { url: 'gopher://example.com/', code: 'engine.outside-url-refused' },
  { url: 'http://user:secret@example.com/', code: 'engine.outside-url-refused' },
  { url: 'not a url', code: 'engine.outside-url-refused' },
])('$url is refused before anything is asked', ({ url, code }) => {
  expect(() => assertOutsideUrl(url)).toThrow(expect.objectContaining({ code }))
})

let server: http.Server
let base = ''
const seen: { url: string; headers: http.IncomingHttpHeaders; body: string }[] = []

beforeAll(async () => {
  server = http.createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  let body = ''
  for await (const piece of request) body += String(piece)
  const { url = '', headers } = request
  seen.push({ url, headers, body })
  if (url === '/silent') return
  if (url === '/drip') return void response.write('.')
  if (url === '/large') return void response.end('x'.repeat(5000))
  if (url === '/cut')
    return void response.writeHead(200, { 'content-length': '100' }).write('.', () => response.destroy())
  if (url === '/away')
    return void response.writeHead(302, { location: `${base.replace('127.0.0.1', 'localhost')}/b` }).end()
  if (url === '/round') return void response.writeHead(302, { location: '/round' }).end()
  if (url === '/inside') return void response.writeHead(302, { location: 'ftp://example.com/' }).end()
  response.writeHead(201, { 'x-word': 'yes' }).end(`${request.method} ${url}`)
}

test('a name that leads into our own network is refused while connecting', async () => {
  const { port } = server.address() as AddressInfo
  const refused = expect.objectContaining({ code: 'engine.outside-address-refused', params: { host: 'localhost' } })
  await expect(fetchOutside(`http://localhost:${port}/`)).rejects.toEqual(refused)
})

test('an allowed request carries method, headers and body there and the answer back', async () => {
  const sent = { method: 'POST', headers: { 'x-key': '7' }, body: '你好', allowPrivate: true }
  const { status, headers, body } = await fetchOutside(`${base}/a`, sent)
  expect({ status, word: headers['x-word'], body: body.toString() }).toEqual({
    status: 201,
    word: 'yes',
    body: 'POST /a',
  })
  expect(seen.at(-1)).toMatchObject({ body: '你好', headers: { 'x-key': '7', 'content-length': '6' } })
})

test('a stream is sent as it comes', async () => {
  await fetchOutside(`${base}/a`, { method: 'PUT', body: Readable.from(['one ', 'two']), allowPrivate: true })
  expect(seen.at(-1)?.body).toBe('one two')
})

test.each([
  { path: '/silent', code: 'engine.outside-too-slow', because: 'no head in time' },
  { path: '/drip', code: 'engine.outside-too-slow', because: 'no end in time' },
  { path: '/large', code: 'engine.outside-too-large', because: 'more than was allowed' },
  { path: '/cut', code: 'engine.outside-unreachable', because: 'cut in the middle' },
])('$path is refused: $because', async ({ path, code }) => {
  const asked = fetchOutside(base + path, { allowPrivate: true, timeoutMs: 300, maxBytes: 4000 })
  await expect(asked).rejects.toThrow(expect.objectContaining({ code }))
})

test('a streamed answer that pauses too long ends with a refusal', async () => {
  const { body } = await streamOutside(`${base}/drip`, { allowPrivate: true, timeoutMs: 200 })
  await expect(body.toArray()).rejects.toThrow(expect.objectContaining({ code: 'engine.outside-too-slow' }))
})

test('nobody listening is unreachable, with the reason', async () => {
  const asked = fetchOutside('http://127.0.0.1:1/', { allowPrivate: true })
  const params = { host: '127.0.0.1:1', reason: 'ECONNREFUSED' }
  await expect(asked).rejects.toThrow(expect.objectContaining({ code: 'engine.outside-unreachable', params }))
})

test('the caller may end the wait', async () => {
  const asked = fetchOutside(`${base}/silent`, { allowPrivate: true, signal: AbortSignal.timeout(50) })
  await expect(asked).rejects.toThrow('abort')
})

test('redirects are answered as they are unless asked for, and credentials stay with their host', async () => {
  const headers = { authorization: 'Bearer x', 'x-kept': '1' }
  expect((await fetchOutside(`${base}/away`, { allowPrivate: true })).status).toBe(302)
  const { body } = await fetchOutside(`${base}/away`, { allowPrivate: true, redirects: 1, headers })
  expect(body.toString()).toBe('GET /b')
  expect(seen.at(-1)?.headers).toMatchObject({ 'x-kept': '1' })
  expect(seen.at(-1)?.headers.authorization).toBeUndefined()
})

test.each([
  { path: '/round', method: 'GET', code: 'engine.outside-redirect-refused', because: 'it goes round in circles' },
  {
    path: '/away',
    method: 'POST',
    code: 'engine.outside-redirect-refused',
    because: 'a POST is not repeated elsewhere',
  },
  {
    path: '/inside',
    method: 'GET',
    code: 'engine.outside-url-refused',
    because: 'the new place is judged like the first',
  },
])('$method $path is refused: $because', async ({ path, method, code }) => {
  const asked = fetchOutside(base + path, { method, allowPrivate: true, redirects: 9 })
  await expect(asked).rejects.toThrow(expect.objectContaining({ code }))
})
