import { clock, Refusal } from '#engine/kernel'
import { streamOutside } from '#engine/http'
import type { Readable } from 'node:stream'
import { signatureHeaders } from './signature.ts'

/** What came of one attempt. */
export interface Attempt {
  /** Null when no answer came. */
  readonly status: number | null
  readonly durationMs: number
  /** The beginning of the answer. */
  readonly response: string | null
  /** Why there was no answer. */
  readonly error: string | null
}

export interface Message {
  readonly url: string
  readonly messageId: string
  readonly body: string
  readonly secrets: readonly string[]
}

const TIMEOUT_MS = 15_000
const RESPONSE_BYTES_MAX = 2048

/** Sends one signed message. Every outcome is a value; a redirect is not followed and counts as a failure. */
export async function sendMessage(message: Message, allowPrivate: boolean): Promise<Attempt> {
  const begun = clock.ms()
  const answer = await post(message, allowPrivate).catch((error: unknown) => {
    if (error instanceof Refusal || (error as Error).name === 'AbortError') return error as Error
    throw error
  })
  const durationMs = clock.ms() - begun
  if (answer instanceof Error) return { status: null, durationMs, response: null, error: reasonOf(answer) }
  return { ...answer, durationMs, error: null }
}

async function post({ url, messageId, body, secrets }: Message, allowPrivate: boolean) {
  const timestampSeconds = Math.floor(clock.ms() / 1000)
  const { status, body: answer } = await streamOutside(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signatureHeaders(secrets, { id: messageId, timestampSeconds, body }),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    allowPrivate,
  })
  return { status, response: await beginningOf(answer) }
}

/** The status is what counts; an answer that is cut or too long does not undo it. */
async function beginningOf(answer: Readable): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of answer) {
      pieces.push(piece as Buffer)
      bytes += (piece as Buffer).length
      if (bytes >= RESPONSE_BYTES_MAX) break
    }
  } catch {
    // What came until here is shown.
  }
  return Buffer.concat(pieces).subarray(0, RESPONSE_BYTES_MAX).toString().replaceAll('\0', '').toWellFormed()
}

function reasonOf(error: Error): string {
  if (!(error instanceof Refusal)) return 'engine.outside-too-slow'
  const reason = error.params['reason']
  return reason === undefined ? error.code : `${error.code}: ${reason}`
}
