import { clock, Refusal } from '#engine/kernel'
import { streamOutside } from '#engine/http'
import type { Readable } from 'node:stream'
import { formats, type FormatName } from './notice/format.ts'

/** What came of one attempt. */
export interface Attempt {
  /** Null when no answer came. */
  readonly status: number | null
  readonly durationMs: number
  /** The beginning of the answer. */
  readonly response: string | null
  /** Why there was no answer, or why a robot that answered refused. */
  readonly error: string | null
  /** The robot only asks for patience. */
  readonly busy: boolean
}

export interface Message {
  readonly url: string
  readonly messageId: string
  readonly body: string
  readonly secrets: readonly string[]
  readonly format: FormatName
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
  if (answer instanceof Error) return { status: null, durationMs, response: null, error: reasonOf(answer), busy: false }
  const refusal = answer.status === 200 ? formats[message.format].refusalIn(answer.response) : undefined
  const error = refusal ? `engine.robot-refused: ${refusal.reason}` : null
  return { ...answer, durationMs, error, busy: refusal?.busy ?? false }
}

async function post({ url, messageId, body, secrets, format }: Message, allowPrivate: boolean) {
  const request = formats[format].request(url, body, { id: messageId, atMs: clock.ms(), secrets })
  const { status, body: answer } = await streamOutside(request.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...request.headers },
    body: request.body,
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
