/** The widget's calls. Shapes come from the contract as types only: the schemas would weigh more than the widget. */
import type { z } from 'zod'
import type { message, visitorConversation, widgetContract } from '../../contract.ts'
import { language } from './words.ts'

export type Message = z.infer<typeof message>
export type Content = Message['content']
export type VisitorConversation = z.infer<typeof visitorConversation>
export type WidgetSession = z.infer<typeof widgetContract.openWidget.out>
export type PreChatField = WidgetSession['preChat'][number]
type Sent = z.infer<typeof widgetContract.sendWidgetMessage.out>
type ThreadAnswer = z.infer<typeof widgetContract.readWidgetThread.out>

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

export interface WidgetApi {
  open(token: string | undefined): Promise<WidgetSession>
  thread(query: Readonly<Record<string, number>>): Promise<ThreadAnswer>
  send(message: { clientId: string; content: Content; preChat?: Record<string, string> }): Promise<Sent>
  upload(file: File): Promise<Content>
  askForPerson(): Promise<void>
  leave(): Promise<void>
  rate(rating: { conversationId: string; rating: number; reason?: string }): Promise<void>
}

const BASE = '/api/conversation/widget'
/** A line may look alive and carry nothing; whoever calls tries again. */
const ANSWERED_WITHIN_MS = { call: 15_000, upload: 180_000 } as const

export function widgetApi(address: string, token: () => string): WidgetApi {
  const known = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    call<T>(method, `${BASE}/${path}`, body, { 'x-visitor': token() })
  return {
    open: (brought) =>
      call(
        'POST',
        `${BASE}/${encodeURIComponent(address)}/session`,
        { token: brought, locale: language, ...around() },
        {},
      ),
    thread: (query) =>
      known('GET', `thread?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString()}`),
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

/** The site that shows the widget; the address of a page of it is nobody's business. */
function around(): { page?: string } {
  const isEmbedded = window.parent !== window
  const origin = isEmbedded ? URL.parse(document.referrer)?.origin : undefined
  return origin === undefined ? {} : { page: origin }
}

async function call<T>(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const isForm = body instanceof FormData
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(isForm ? ANSWERED_WITHIN_MS.upload : ANSWERED_WITHIN_MS.call),
    headers: {
      ...headers,
      'accept-language': language,
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string }
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`)
  throw new Refused(response.status, problem.code ?? '', problem.title ?? `HTTP ${response.status}`)
}
