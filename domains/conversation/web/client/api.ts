/** The client's calls. */
import type { Content, Message, Session, VisitorConversation } from './shapes.ts'
import type { Surroundings } from './surroundings.ts'

/** The server has understood and says no; anything else may pass by itself. */
export class Refused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, title: string) {
    super(title)
    this.status = status
    this.code = code
  }
}

export interface ChatApi {
  open(token: string | undefined): Promise<Session>
  thread(query: {
    readonly before?: number
    readonly limit: number
  }): Promise<{ readonly conversation: VisitorConversation | null; readonly items: readonly Message[] }>
  send(message: {
    clientId: string
    content: Content
    preChat?: Record<string, string>
  }): Promise<{ readonly conversationId: string | null; readonly seq: number; readonly repeated: boolean }>
  /** In React Native: `{ uri, name, type } as unknown as Blob`. */
  upload(file: Blob): Promise<Content>
  askForPerson(): Promise<void>
  leave(): Promise<void>
  rate(rating: { conversationId: string; rating: number; reason?: string }): Promise<void>
}

/** A line may look alive and carry nothing; whoever calls tries again. */
const ANSWERED_WITHIN_MS = { call: 15_000, upload: 180_000 } as const

export function chatApi({ base, address, locale, name, identity, page }: Surroundings, token: () => string): ChatApi {
  const call = <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> =>
    request<T>(method, `${base}/api/conversation/widget/${path}`, body, { 'accept-language': locale, ...headers })
  const known = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    call<T>(method, path, body, { 'x-visitor': token() })
  return {
    open: (brought) => {
      const who = { token: brought, locale, name, identity, page }
      return call('POST', `${encodeURIComponent(address)}/session`, who)
    },
    thread: ({ before, limit }) =>
      known('GET', `thread?limit=${limit}${before === undefined ? '' : `&before=${before}`}`),
    send: (message) => known('POST', 'messages', message),
    upload: (file) => {
      const form = new FormData()
      form.append('file', file)
      return known('POST', 'files', form)
    },
    askForPerson: () => known('POST', 'person'),
    leave: () => known('POST', 'leave'),
    rate: (rating) => known('POST', 'rating', rating),
  }
}

async function request<T>(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const isForm = body instanceof FormData
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), isForm ? ANSWERED_WITHIN_MS.upload : ANSWERED_WITHIN_MS.call)
  try {
    const response = await fetch(url, {
      method,
      signal: patience.signal,
      headers: { ...headers, ...(body && !isForm ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
    const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string }
    if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`)
    throw new Refused(response.status, problem.code ?? '', problem.title ?? `HTTP ${response.status}`)
  } finally {
    clearTimeout(timer)
  }
}
