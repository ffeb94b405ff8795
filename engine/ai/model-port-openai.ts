/**
 * The wire of OpenAI-compatible endpoints (OpenAI, DeepSeek, Qwen, vLLM, Ollama, llama.cpp …): chat completions with
 * JSON schemas, streams of server-sent events, embeddings. It knows neither tenants nor budgets.
 */
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { fetchOutside, streamOutside, type OutsideRequest } from '#engine/http'
import type { TokenCount } from './model-port-usage.ts'

export interface ModelEndpoint {
  /** Ends before `/chat/completions`: `https://api.example.com/v1`. */
  readonly url: string
  readonly key?: string
  readonly timeoutMs: number
  /** An address in our own network, set by the operator. */
  readonly allowPrivate: boolean
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ChatCall {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly tokensMax: number
  readonly temperature: number
  /** JSON schema that the answer shall follow. */
  readonly schema?: unknown
  readonly signal?: AbortSignal
}

/** The endpoint answered, and not with what was asked for. */
export class ModelFailure extends Error {
  readonly status: number

  constructor(status: number, answer: string) {
    super(`The model answered ${status}: ${answer.slice(0, 300)}`)
    this.name = 'ModelFailure'
    this.status = status
  }
}

const ANSWER_BYTES_MAX = 4 * 1024 * 1024
/** A stream as a whole. */
const STREAM_MS_MAX = 60_000

const usage = z.object({ prompt_tokens: z.int(), completion_tokens: z.int().default(0) })
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
  usage: usage.optional(),
})
const chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })).default([]),
  usage: usage.nullish(),
})
const vectors = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })),
  usage: usage.optional(),
})

export async function completeChat(
  endpoint: ModelEndpoint,
  call: ChatCall,
): Promise<{ text: string; tokens: TokenCount }> {
  const answer = await post(endpoint, '/chat/completions', chatBody(call), call.signal)
  const { choices, usage: used } = readJson(completion, answer)
  const text = choices[0]!.message.content ?? ''
  return { text, tokens: used ? countOf(used) : estimateTokens(call.messages, text) }
}

/** Pieces of the answer as they come; the generator's result is what was used. */
export async function* streamChat(endpoint: ModelEndpoint, call: ChatCall): AsyncGenerator<string, TokenCount> {
  const longest = AbortSignal.timeout(STREAM_MS_MAX)
  const signal = call.signal ? AbortSignal.any([call.signal, longest]) : longest
  const body = { ...chatBody(call), stream: true, stream_options: { include_usage: true } }
  const request = requestOf(endpoint, body, signal)
  const { status, body: answer } = await streamOutside(`${endpoint.url}/chat/completions`, request)
  if (status !== 200) throw new ModelFailure(status, (await answer.toArray()).join(''))
  let text = ''
  let used: z.infer<typeof usage> | undefined
  for await (const event of eventsOf(answer)) {
    const { choices, usage: latest } = readJson(chunk, event)
    used = latest ?? used
    const piece = choices[0]?.delta?.content ?? ''
    text += piece
    if (piece !== '') yield piece
  }
  return used ? countOf(used) : estimateTokens(call.messages, text)
}

export async function embedTexts(
  endpoint: ModelEndpoint,
  model: string,
  texts: readonly string[],
): Promise<{ vectors: number[][]; tokens: TokenCount }> {
  const answer = await post(endpoint, '/embeddings', { model, input: texts, encoding_format: 'float' })
  const { data, usage: used } = readJson(vectors, answer)
  if (data.length !== texts.length) throw new ModelFailure(200, `${data.length} vectors for ${texts.length} texts`)
  const inOrder = [...data].sort((a, b) => a.index - b.index).map(({ embedding }) => embedding)
  const characters = texts.reduce((sum, { length }) => sum + length, 0)
  return { vectors: inOrder, tokens: used ? countOf(used) : { prompt: tokensIn(characters), completion: 0 } }
}

function chatBody({ model, messages, tokensMax, temperature, schema }: ChatCall) {
  const format = { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } }
  return {
    model,
    messages,
    max_tokens: tokensMax,
    temperature,
    ...(schema === undefined ? {} : { response_format: format }),
  }
}

async function post(endpoint: ModelEndpoint, path: string, body: unknown, signal?: AbortSignal): Promise<string> {
  const answer = await fetchOutside(`${endpoint.url}${path}`, requestOf(endpoint, body, signal))
  if (answer.status !== 200) throw new ModelFailure(answer.status, answer.body.toString())
  return answer.body.toString()
}

function requestOf(
  { key, timeoutMs, allowPrivate }: ModelEndpoint,
  body: unknown,
  signal?: AbortSignal,
): OutsideRequest {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
    timeoutMs,
    maxBytes: ANSWER_BYTES_MAX,
    allowPrivate,
    ...(signal ? { signal } : {}),
  }
}

/** The data lines of server-sent events, until `[DONE]`. */
async function* eventsOf(answer: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let waiting = ''
  for await (const piece of answer) {
    waiting += decoder.decode(piece as Buffer, { stream: true })
    const lines = waiting.split(/\r?\n/)
    waiting = lines.pop()!
    for (const line of lines) {
      const event = /^data:\s*(.*)$/.exec(line)?.[1]
      if (event === '[DONE]') return
      if (event) yield event
    }
  }
  throw new ModelFailure(200, 'The stream ended before it was done')
}

function readJson<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw Object.assign(new ModelFailure(200, `not understood: ${text}`), { cause })
  }
}

function countOf({ prompt_tokens, completion_tokens }: z.infer<typeof usage>): TokenCount {
  return { prompt: prompt_tokens, completion: completion_tokens }
}

/** Where the endpoint does not count. */
export function estimateTokens(messages: readonly ChatMessage[], text: string): TokenCount {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0)
  return { prompt: tokensIn(characters), completion: tokensIn(text.length) }
}

/** A token is about four Latin letters or two thirds of a Chinese character; the budget takes the dearer. */
function tokensIn(characters: number): number {
  return Math.ceil(characters * 1.5)
}
