import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startS3Simulator, type S3Simulator } from '#test/s3-simulator'
import { diskStore } from './disk.ts'
import type { FileStore, SpooledFile } from './file-store.ts'
import { parseS3Url, s3Store } from './s3.ts'

let folder: string
let bucket: S3Simulator
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'facet-files-'))
  bucket = await startS3Simulator()
})
afterAll(async () => {
  await bucket.stop()
  await rm(folder, { recursive: true })
})

const stores: Record<string, () => FileStore> = {
  disk: () => diskStore(path.join(folder, 'kept')),
  s3: () => s3Store(parseS3Url(bucket.url)),
}

async function spool(content: Buffer): Promise<SpooledFile> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const place = path.join(folder, sha256)
  await writeFile(place, content)
  return { path: place, sizeBytes: content.length, sha256 }
}

test.each(Object.keys(stores))('%s: what was put comes back, whole and in part, until it is removed', async (name) => {
  const store = stores[name]!()
  const content = randomBytes(300_000)
  const key = `tenant/ab/${name}`
  expect([await store.has(key), await store.open(key)]).toEqual([false, undefined])
  await store.put(key, await spool(content))
  await store.put(key, await spool(content))
  expect(await store.has(key)).toBe(true)
  expect(content.equals(await buffer((await store.open(key))!))).toBe(true)
  expect(content.subarray(10, 21).equals(await buffer((await store.open(key, { start: 10, end: 20 }))!))).toBe(true)
  await store.remove(key)
  await store.remove(key)
  expect([await store.has(key), await store.open(key)]).toEqual([false, undefined])
})

test('disk: nothing half-written is left behind when the source is missing', async () => {
  const store = diskStore(path.join(folder, 'empty'))
  await expect(store.put('t/aa/x', { path: '/nowhere', sizeBytes: 1, sha256: '' })).rejects.toThrow('ENOENT')
  expect(await readdir(path.join(folder, 'empty/t/aa'))).toEqual([])
})

test('s3: a busy storage is asked again, from the beginning of the file', async () => {
  bucket.beBusy(2)
  const content = randomBytes(100_000)
  await stores['s3']!().put('t/aa/busy', await spool(content))
  expect(bucket.objects.get('t/aa/busy')?.equals(content)).toBe(true)
})

test('s3: a storage that stays busy, or does not know the key, is unavailable', async () => {
  const unavailable = expect.objectContaining({ code: 'engine.file-store-unavailable' })
  bucket.beBusy(3)
  await expect(stores['s3']!().has('t/aa/x')).rejects.toThrow(unavailable)
  const stranger = s3Store({ ...parseS3Url(bucket.url), secretAccessKey: 'wrong' })
  await expect(stranger.put('t/aa/y', await spool(Buffer.from('x')))).rejects.toThrow(unavailable)
})

test('s3: an address without key, secret or bucket is refused in one sentence', () => {
  expect(() => parseS3Url('https://s3.example.com/bucket')).toThrow('S3_URL should look like')
  expect(() => parseS3Url('https://k:s@s3.example.com/')).toThrow('S3_URL should look like')
})
