import { newId } from '#engine/kernel'

/** Somebody on a web site who has opened the widget there. */
export interface Visitor {
  readonly token: string
  /** Answers the conversation in which the words stand. */
  write(text: string): Promise<string>
}

export async function openVisitor(base: string, address: string): Promise<Visitor> {
  const widget = `${base}/api/conversation/widget`
  const { token } = await post<{ token: string }>(`${widget}/${address}/session`, { locale: 'zh-CN' })
  return {
    token,
    write: async (text) => {
      const message = { clientId: newId(), content: { type: 'text', text } }
      const headers = { 'x-visitor': token }
      const { conversationId } = await post<{ conversationId: string }>(`${widget}/messages`, message, headers)
      return conversationId
    },
  }
}

async function post<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
