import net from 'node:net'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { fileRefusals } from '../errors.ts'
import type { Finding, Scanner } from './scanner.ts'

const TIMEOUT_MS = 60_000

/** The ClamAV daemon at `host:port`, by its INSTREAM command. A file that it could not look at is not kept. */
export function clamdScanner(address: string): Scanner {
  const [host = '', port = ''] = address.split(':')
  return {
    scan: async (content) => {
      const answer = await ask({ host, port: Number(port) }, content).catch((cause: unknown) => {
        throw Object.assign(fileRefusals.fileScannerUnavailable(), { cause })
      })
      return findingOf(answer)
    },
  }
}

async function ask(address: { host: string; port: number }, content: Readable): Promise<string> {
  const socket = net.connect(address)
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd does not answer')))
  const answer = text(socket)
  const sent = pipeline(content, frames, socket)
  // clamd closes its side as soon as it knows: then sending fails, and the answer still counts.
  await Promise.race([sent, answer.catch(() => {})]).catch(() => {})
  return answer
}

/** Each piece with its length before it; a length of nought ends the stream. */
async function* frames(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of content) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield Buffer.concat([length, piece])
  }
  yield Buffer.alloc(4)
}

function findingOf(answer: string): Finding {
  const line = answer.replace(/\0/g, '').trim()
  if (line === 'stream: OK') return { clean: true }
  const virus = /^stream: (.+) FOUND$/.exec(line)?.[1]
  if (virus !== undefined) return { clean: false, virus }
  throw Object.assign(fileRefusals.fileScannerUnavailable(), { cause: new Error(`clamd answered "${line}"`) })
}
