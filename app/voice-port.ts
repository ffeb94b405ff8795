/**
 * What the operator has set up for voice messages: a program that reads what phones record (ffmpeg), and an
 * OpenAI-compatible endpoint that writes down what was said.
 */
import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { fetchOutside } from '#engine/http'
import { Refusal } from '#engine/kernel'
import type { VoicePort } from '#domains/conversation'

type Sound = Parameters<NonNullable<VoicePort['makePlayable']>>[0]

export interface VoiceSettings {
  /** Path of ffmpeg. */
  readonly ffmpeg: string | undefined
  /** `https://api.example.com/v1` and the model that hears. */
  readonly transcript: { readonly url: string; readonly key: string | undefined; readonly model: string } | undefined
}

const CONVERT_MS = 20_000
const SECONDS_MAX = '600'
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024
const HEAR_MS = 60_000

export function voicePort({ ffmpeg, transcript }: VoiceSettings): VoicePort {
  return {
    ...(ffmpeg === undefined ? {} : { makePlayable: (sound: Sound) => toOpus(ffmpeg, sound) }),
    ...(transcript === undefined ? {} : { transcribe: (_context, sound) => hear(transcript, sound) }),
  }
}

const OPUS = ['-vn', '-ac', '1', '-c:a', 'libopus', '-b:a', '24k', '-t', SECONDS_MAX, '-f', 'ogg', 'pipe:1']

/** No shell, no file, no name of the sender's: the sound goes in and comes out by pipes, within bounds. */
export async function toOpus(program: string, sound: Sound): Promise<Sound | undefined> {
  const signal = AbortSignal.timeout(CONVERT_MS)
  const child = spawn(
    program,
    ['-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'pipe', '-i', 'pipe:0', ...OPUS],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      signal,
      killSignal: 'SIGKILL',
    },
  )
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(sound.body)
  const body = await buffer(limited(child.stdout)).catch(() => undefined)
  if (body === undefined) child.kill('SIGKILL')
  const isDone = (await ended) === 0
  return isDone && body && body.length > 0 ? { name: opusName(sound.name), mimeType: 'audio/ogg', body } : undefined
}

async function* limited(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const piece of stream) {
    bytes += piece.length
    if (bytes > OUTPUT_BYTES_MAX) throw new Error('The converted sound is larger than expected')
    yield piece
  }
}

function opusName(name: string): string {
  return `${name.replace(/\.\w{1,5}$/, '') || 'voice'}.ogg`
}

const heard = z.object({ text: z.string() })

/** Undefined when the endpoint does not answer as it should: a transcript is a help and no duty. */
async function hear(
  { url, key, model }: NonNullable<VoiceSettings['transcript']>,
  { name, mimeType, body }: Sound,
): Promise<string | undefined> {
  const form = new FormData()
  form.append('model', model)
  form.append('file', new Blob([Uint8Array.from(body)], { type: mimeType }), name)
  const packed = new Response(form)
  const type = packed.headers.get('content-type') ?? ''
  try {
    const answer = await fetchOutside(`${url.replace(/\/$/, '')}/audio/transcriptions`, {
      method: 'POST',
      headers: { 'content-type': type, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: Buffer.from(await packed.arrayBuffer()),
      timeoutMs: HEAR_MS,
      // The operator has set this address himself.
      allowPrivate: true,
    })
    const parsed = heard.safeParse(answer.status === 200 ? JSON.parse(answer.body.toString('utf8')) : undefined)
    return parsed.success && parsed.data.text.trim() !== '' ? parsed.data.text.trim() : undefined
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return undefined
    throw error
  }
}
