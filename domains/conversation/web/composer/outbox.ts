/**
 * What was written on this device and the server has not confirmed. It outlives a reload and a dead line; words of one
 * conversation leave in the order in which they were written, each under an id of its own, so that none arrives twice.
 */
import { useSyncExternalStore } from 'react'
import { readStored, RefusedByServer, writeStored } from '#kit/data'
import { conversationApi, type AgentContent, type Content } from '../api.ts'

export interface Sending {
  readonly clientId: string
  readonly conversationId: string
  readonly content: Extract<Content, { type: 'note' }> | AgentContent
  readonly internal: boolean
  readonly replyTo?: number
  /** The last place that I had read: the server refuses when a colleague has answered behind it. */
  readonly seen?: number | undefined
  /** I was asked about the sensitive words in it. */
  readonly anyway?: boolean
  /** Why the server will not have it; undefined while it is on its way. */
  readonly refused?: string | undefined
}

const STORE = 'conversation.outbox'
const AGAIN_MS = 3000
/** A line may look alive and carry nothing; the same words go again under the same id. */
const ANSWERED_WITHIN_MS = 15_000

let outbox: readonly Sending[] = globalThis.localStorage ? readStored<readonly Sending[]>(STORE, []) : []
const listeners = new Set<() => void>()
const arrivals = new Set<(conversationId: string) => Promise<unknown>>()
const busy = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Puts words on their way. */
export function post(sending: Omit<Sending, 'clientId'>): void {
  change([...outbox, { ...sending, clientId: crypto.randomUUID() }])
  flush()
}

export function retry(clientId: string): void {
  change(outbox.map((one) => (one.clientId === clientId ? { ...one, refused: undefined, seen: undefined } : one)))
  flush()
}

export function forget(clientId: string): void {
  change(outbox.filter((one) => one.clientId !== clientId))
}

/** What is still on its way in one conversation. */
export function useSendings(conversationId: string): readonly Sending[] {
  const all = useSyncExternalStore(listen, () => outbox)
  return all.filter((one) => one.conversationId === conversationId)
}

/** Hears of every message that has arrived, until the returned function is called. */
export function onArrival(tell: (conversationId: string) => Promise<unknown>): () => void {
  arrivals.add(tell)
  return () => arrivals.delete(tell)
}

/** Tries everything that is not refused; called when the network is back, too. */
export function flush(): void {
  for (const conversationId of new Set(outbox.map((one) => one.conversationId))) void drain(conversationId)
}

async function drain(conversationId: string): Promise<void> {
  if (busy.has(conversationId)) return
  busy.add(conversationId)
  try {
    for (;;) {
      const next = outbox.find((one) => one.conversationId === conversationId && one.refused === undefined)
      if (!next) return
      const refused = await send(next)
      if (refused !== undefined) change(outbox.map((one) => (one === next ? { ...one, refused } : one)))
      else await settle(next)
    }
  } catch {
    later()
  } finally {
    busy.delete(conversationId)
  }
}

/** Answers why the server refuses; a broken line is thrown and tried again. */
async function send({
  clientId,
  conversationId,
  content,
  replyTo,
  seen,
  anyway = false,
}: Sending): Promise<string | undefined> {
  const params = { id: conversationId }
  const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS)
  try {
    if (content.type === 'note') {
      const { text, mentions } = content
      await conversationApi.call.addNote({ params, body: { clientId, text, mentions }, signal })
    } else {
      const more = { ...(replyTo === undefined ? {} : { replyTo }), ...(seen === undefined ? {} : { seen }) }
      await conversationApi.call.sendMessage({ params, body: { clientId, content, anyway, ...more }, signal })
    }
    return undefined
  } catch (error) {
    if (!(error instanceof RefusedByServer) || error.status >= 500 || error.status === 429) throw error
    return error.message
  }
}

/** The words stay in sight until the thread itself shows them. */
async function settle({ clientId, conversationId }: Sending): Promise<void> {
  await Promise.all([...arrivals].map((tell) => tell(conversationId)))
  forget(clientId)
}

function later(): void {
  clearTimeout(timer)
  if (outbox.some(({ refused }) => refused === undefined)) timer = setTimeout(flush, AGAIN_MS)
}

function change(next: readonly Sending[]): void {
  outbox = next
  writeStored(STORE, next)
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
