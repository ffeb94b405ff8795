/**
 * The port to a language model. Nothing depends on it: each call ends in an answer or in the reason why there is none,
 * within seconds, and whoever asks goes on without it. A slow or broken endpoint is left alone for a while, a tenant's
 * budget ends its day, and personal facts stay here.
 */
import { z } from 'zod'
import { Refusal, type Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import { createBreaker, type Breaker } from './model-port-breaker.ts'
import { personalMask, type PersonalMask } from './model-port-mask.ts'
import {
  completeChat,
  embedTexts,
  estimateTokens,
  ModelFailure,
  streamChat,
  type ChatCall,
  type ChatMessage,
  type ModelEndpoint,
} from './model-port-openai.ts'
import { stateOf, type ModelState } from './model-port-state.ts'
import { isWithinBudget, keepUsage, type ModelBudget, type ModelPrice, type TokenCount } from './model-port-usage.ts'

export type WhyNot =
  | 'not-configured'
  /** It failed several times in a row and is left alone for half a minute. */
  | 'resting'
  | 'over-budget'
  | 'too-slow'
  | 'failed'
  /** It answered, but not in the shape that was asked for. */
  | 'unreadable'

export type ModelAnswer<T> =
  | { readonly kind: 'answer'; readonly value: T; readonly tokens: TokenCount }
  | { readonly kind: 'none'; readonly because: WhyNot }

export interface ChatRequest<T = string> {
  /** For the usage and its limits: `bot.answer`. */
  readonly purpose: string
  /** Customers' words, passages and results of tools belong into `user` messages, never into `system`. */
  readonly messages: readonly ChatMessage[]
  /** The shape of the answer; without it the answer is text. */
  readonly schema?: z.ZodType<T>
  /** 800 when absent. */
  readonly tokensMax?: number
  /** 0.2 when absent. */
  readonly temperature?: number
  readonly signal?: AbortSignal
}

export interface ModelPort {
  /** False when no endpoint is configured; true says nothing about this moment. */
  readonly available: boolean
  /** Whether it may be asked at this moment, and if not, from when on. */
  state(context: Pick<Context, 'tenantId'>): Promise<ModelState>
  chat<T = string>(context: Context, request: ChatRequest<T>): Promise<ModelAnswer<T>>
  /** Tells the answer piece by piece; ends with the whole text, or with the reason why it broke off. */
  stream(context: Context, request: Omit<ChatRequest, 'schema'>): AsyncGenerator<string, ModelAnswer<string>>
  /** One vector for each text, in order. */
  embed(context: Context, purpose: string, texts: readonly string[]): Promise<ModelAnswer<number[][]>>
}

export interface ModelSettings {
  /** `https://api.example.com/v1` */
  readonly url: string
  readonly key?: string
  readonly model: string
  readonly embeddingModel?: string
  /** 8 s when absent. */
  readonly timeoutMs?: number
  readonly allowPrivate: boolean
  readonly budget: ModelBudget
  readonly price?: ModelPrice
}

const TIMEOUT_MS = 8000
const TOKENS_MAX = 800
const TEMPERATURE = 0.2

export function createModelPort(database: Database, settings: ModelSettings | undefined): ModelPort {
  return settings ? openPort(database, settings, createBreaker()) : absentPort
}

const notConfigured = { kind: 'none', because: 'not-configured' } as const

const absentPort: ModelPort = {
  available: false,
  state: () => Promise.resolve({ kind: 'absent' }),
  chat: () => Promise.resolve(notConfigured),
  // eslint-disable-next-line require-yield -- it has nothing to tell
  stream: async function* () {
    return notConfigured
  },
  embed: () => Promise.resolve(notConfigured),
}

function openPort(database: Database, settings: ModelSettings, breaker: Breaker): ModelPort {
  const endpoint: ModelEndpoint = { timeoutMs: TIMEOUT_MS, ...settings, url: settings.url.replace(/\/$/, '') }
  const desk = { database, settings, breaker }
  return {
    available: true,
    state: (context) => stateOf(database, context, { breaker, budget: settings.budget }),
    chat: async <T>(context: Context, request: ChatRequest<T>) => {
      const mask = personalMask()
      const call = callOf(settings, request, mask)
      return asked(desk, context, { model: settings.model, purpose: request.purpose }, async () => {
        const { text, tokens } = await completeChat(endpoint, call)
        return { value: readAnswer(mask.restore(text), request.schema), tokens }
      })
    },
    stream: (context, request) => streamed(desk, endpoint, context, request),
    embed: (context, purpose, texts) => {
      const model = settings.embeddingModel
      if (model === undefined) return Promise.resolve(notConfigured)
      const mask = personalMask()
      return asked(desk, context, { model, purpose }, async () => {
        const { vectors, tokens } = await embedTexts(endpoint, model, texts.map(mask.mask))
        return { value: vectors, tokens }
      })
    },
  }
}

interface Desk {
  readonly database: Database
  readonly settings: ModelSettings
  readonly breaker: Breaker
}

interface Purpose {
  readonly model: string
  readonly purpose: string
}

/** Asks if it may, and keeps what it cost. */
async function asked<T>(
  desk: Desk,
  context: Context,
  about: Purpose,
  ask: () => Promise<{ value: T; tokens: TokenCount }>,
): Promise<ModelAnswer<T>> {
  const obstacle = await obstacleOf(desk, context)
  if (obstacle) return { kind: 'none', because: obstacle }
  try {
    const { value, tokens } = await ask()
    await settle(desk, context, about, { failed: false, tokens })
    return { kind: 'answer', value, tokens }
  } catch (error) {
    return fail(desk, context, about, error)
  }
}

async function* streamed(
  desk: Desk,
  endpoint: ModelEndpoint,
  context: Context,
  request: Omit<ChatRequest, 'schema'>,
): AsyncGenerator<string, ModelAnswer<string>> {
  const about = { model: desk.settings.model, purpose: request.purpose }
  const obstacle = await obstacleOf(desk, context)
  if (obstacle) return { kind: 'none', because: obstacle }
  const mask = personalMask()
  const { messages } = request
  const pieces = streamChat(endpoint, callOf(desk.settings, request, mask))
  let tokens: TokenCount = NO_TOKENS
  const told = async function* () {
    tokens = yield* pieces
  }
  let value = ''
  let settled = false
  try {
    for await (const piece of mask.restoreStream(told())) {
      value += piece
      yield piece
    }
    settled = true
    await settle(desk, context, about, { failed: false, tokens })
    return { kind: 'answer', value, tokens }
  } catch (error) {
    settled = true
    return await fail(desk, context, about, error)
  } finally {
    // Whoever listened went away in the middle: what was told has been used.
    if (!settled) await settle(desk, context, about, { failed: false, tokens: estimateTokens(messages, value) })
  }
}

const NO_TOKENS: TokenCount = { prompt: 0, completion: 0 }

async function obstacleOf({ database, settings, breaker }: Desk, context: Context): Promise<WhyNot | undefined> {
  if (!(await isWithinBudget(database, context, settings.budget))) return 'over-budget'
  return breaker.admits() ? undefined : 'resting'
}

async function settle(
  { database, settings, breaker }: Desk,
  context: Context,
  about: Purpose,
  { failed, tokens }: { failed: boolean; tokens: TokenCount },
): Promise<void> {
  if (failed) breaker.failed()
  else breaker.succeeded()
  await keepUsage(database, context, { ...about, failed, tokens }, settings.price)
}

/** Every way in which an endpoint can fail is a value; a mistake of ours is thrown. */
async function fail(desk: Desk, context: Context, about: Purpose, error: unknown): Promise<ModelAnswer<never>> {
  if (error instanceof Unreadable) {
    await settle(desk, context, about, { failed: false, tokens: NO_TOKENS })
    return { kind: 'none', because: 'unreadable' }
  }
  const slow = (error instanceof Refusal && error.code === 'engine.outside-too-slow') || isAbort(error)
  if (!slow && !(error instanceof Refusal) && !(error instanceof ModelFailure)) throw error
  await settle(desk, context, about, { failed: true, tokens: NO_TOKENS })
  return { kind: 'none', because: slow ? 'too-slow' : 'failed' }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}

function callOf(settings: ModelSettings, request: ChatRequest<unknown>, mask: PersonalMask): ChatCall {
  const { messages, schema, tokensMax = TOKENS_MAX, temperature = TEMPERATURE, signal } = request
  return {
    model: settings.model,
    messages: messages.map(({ role, content }) => ({ role, content: mask.mask(content) })),
    tokensMax,
    temperature,
    ...(schema ? { schema: z.toJSONSchema(schema) } : {}),
    ...(signal ? { signal } : {}),
  }
}

class Unreadable extends Error {}

function readAnswer<T>(text: string, schema: z.ZodType<T> | undefined): T {
  if (!schema) return text as T
  // Endpoints that do not know schemas wrap their JSON in a code fence.
  const json = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text
  try {
    return schema.parse(JSON.parse(json))
  } catch (cause) {
    throw new Unreadable('The answer has another shape', { cause })
  }
}
