import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newId, systemContext } from '#engine/kernel'
import { toOpus, voicePort } from './voice-port.ts'

// A stand-in for ffmpeg: what it is called with and what comes in is what comes out.
const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-voice-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, script: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

const sound = { name: 'voice 1.amr; rm -rf', mimeType: 'audio/amr', body: Buffer.from('#!AMR') }

test('a sound goes through the program by pipes, with nothing of the sender on its command line', async () => {
  const made = await toOpus(program('echo', '/bin/echo "$@"; /bin/cat'), sound)
  expect(made).toMatchObject({ mimeType: 'audio/ogg', name: 'voice 1.amr; rm -rf.ogg' })
  const text = Buffer.from(made!.body).toString()
  expect(text).toContain('-i pipe:0')
  expect(text).toContain('libopus')
  expect(text).toContain('#!AMR')
  expect(text).not.toContain('rm -rf')
})

test.each([
  { name: 'fails', script: 'exit 1', because: 'a sound that it cannot read' },
  { name: 'silent', script: 'exit 0', because: 'nothing came out' },
  { name: 'endless', script: 'exec /bin/cat /dev/zero', because: 'more than a voice message can be' },
])('$because: the original stays', async ({ name, script }) => {
  expect(await toOpus(program(name, script), sound)).toBeUndefined()
})

test('a program that is not there is no reason to fail', async () => {
  expect(await toOpus(path.join(folder, 'nothing'), sound)).toBeUndefined()
})

test('an endpoint writes down what was said; a broken one leaves it', async () => {
  const seen: string[] = []
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      seen.push(`${request.url} ${request.headers.authorization} ${Buffer.concat(pieces).toString('latin1')}`)
      response.writeHead(seen.length === 1 ? 200 : 500).end('{"text": " 打印机坏了 "}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const { transcribe, makePlayable } = voicePort({
    ffmpeg: undefined,
    transcript: { url, key: 'k', model: 'whisper-1' },
  })
  const context = systemContext(newId(), 'test')
  expect(makePlayable).toBeUndefined()
  expect(await transcribe!(context, sound)).toBe('打印机坏了')
  expect(await transcribe!(context, sound)).toBeUndefined()
  expect(seen[0]).toMatch(/^\/v1\/audio\/transcriptions Bearer k /)
  expect(seen[0]).toContain('whisper-1')
  expect(seen[0]).toContain('#!AMR')
  await new Promise((done) => server.close(done))
})
