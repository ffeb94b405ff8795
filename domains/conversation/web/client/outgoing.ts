/** What the visitor has written and the server does not have yet. It outlives a reload; each leaves under its own id. */
import { Refused, type ChatApi } from './api.ts'
import type { Content } from './shapes.ts'
import type { Store } from './surroundings.ts'

export interface Outgoing {
  readonly clientId: string
  readonly content: Content
  readonly preChat?: Record<string, string>
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly reason?: string
}

const AGAIN_MS = 3000

export interface OutgoingParts {
  readonly store: Store
  readonly storeAs: string
  readonly api: Pick<ChatApi, 'send'>
  readonly newId: () => string
  /** Before the server knows the visitor nothing leaves. */
  readonly isOpen: () => boolean
  readonly onChange: (all: readonly Outgoing[]) => void
  readonly onSent: (conversationId: string | null) => void
}

export interface Outbox {
  /** What was kept from the last time goes first. */
  restore(): Promise<void>
  post(content: Content, preChat?: Record<string, string>): void
  again(clientId: string): void
  /** The thread shows them now. */
  arrived(clientIds: ReadonlySet<string>): void
  flush(): void
}

export function openOutbox({ store, storeAs, api, newId, isOpen, onChange, onSent }: OutgoingParts): Outbox {
  let all: readonly Outgoing[] = []
  let busy = false

  const change = (next: readonly Outgoing[]): void => {
    all = next
    const waiting = all.filter(({ state }) => state !== 'sent')
    if (waiting.length === 0) void store.removeItem(storeAs)
    else void store.setItem(storeAs, JSON.stringify(waiting))
    onChange(all)
  }
  const mark = (clientId: string, part: Partial<Outgoing>): void =>
    change(all.map((one) => (one.clientId === clientId ? { ...one, ...part } : one)))

  async function drain(): Promise<void> {
    for (;;) {
      const next = all.find(({ state }) => state === 'waiting')
      if (!next) return
      const { clientId, content, preChat } = next
      try {
        const { conversationId } = await api.send({ clientId, content, ...(preChat ? { preChat } : {}) })
        if (conversationId === null) change(all.filter((one) => one.clientId !== clientId))
        else mark(clientId, { state: 'sent' })
        onSent(conversationId)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        mark(clientId, { state: 'refused', reason: error.message })
      }
    }
  }

  const flush = (): void => {
    if (busy || !isOpen()) return
    busy = true
    drain()
      .catch(() => setTimeout(flush, AGAIN_MS))
      .finally(() => (busy = false))
  }

  return {
    restore: async () => change([...parse(await store.getItem(storeAs)), ...all]),
    flush,
    post: (content, preChat) => {
      const one: Outgoing = {
        clientId: newId(),
        content,
        state: 'waiting',
        ...(preChat ? { preChat } : {}),
      }
      change([...all, one])
      flush()
    },
    again: (clientId) => {
      mark(clientId, { state: 'waiting' })
      flush()
    },
    arrived: (clientIds) => {
      if (all.some(({ clientId }) => clientIds.has(clientId)))
        change(all.filter(({ clientId }) => !clientIds.has(clientId)))
    },
  }
}

function parse(kept: string | null): readonly Outgoing[] {
  try {
    return JSON.parse(kept ?? '[]') as Outgoing[]
  } catch {
    return []
  }
}
