/** Customers of a company's own app: its backend posts each message three times in parallel, and takes ours as they come. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId, type seededRandom } from '#engine/kernel'
import { sign } from '../../../domains/conversation/channels/api/signature.ts'

export const APP_SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`

export interface AppBackend {
  readonly callbackUrl: string
  /** What each customer has got, without the repetitions, in the order of arrival. */
  received(customer: string): readonly string[]
  /** Ends when the message was acknowledged once; whatever the other two became. */
  deliver(address: string, customer: string, text: string): Promise<void>
  stop(): Promise<void>
}

interface Delivered {
  readonly messageId: string
  readonly contactId: string
  readonly content: { readonly text?: string }
}

const ANSWERED_WITHIN_MS = 5000

/** `base` is where Facet is reached. Of what comes to the backend, a tenth is kept and not acknowledged, or refused. */
export async function openAppBackend(base: string, random: ReturnType<typeof seededRandom>): Promise<AppBackend> {
  const inboxes = new Map<string, Map<string, string>>()
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const luck = random.next()
      if (luck < 0.05) return response.writeHead(503).end()
      const { messageId, contactId, content } = JSON.parse(body.toString()) as Delivered
      const inbox = inboxes.get(contactId) ?? new Map<string, string>()
      inboxes.set(contactId, inbox)
      if (!inbox.has(messageId)) inbox.set(messageId, content.text ?? '')
      return luck < 0.1 ? request.socket.destroy() : response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))

  const post = async (address: string, body: string): Promise<boolean> => {
    const response = await fetch(`${base}/api/conversation/hooks/${address}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...sign(APP_SECRET, newId(), body) },
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    })
    await response.arrayBuffer()
    return response.ok
  }
  return {
    callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: (customer) => [...(inboxes.get(customer)?.values() ?? [])],
    deliver: async (address, customer, text) => {
      const body = JSON.stringify({ messageId: newId(), contact: { id: customer }, content: { type: 'text', text } })
      for (;;) {
        const tries = await Promise.allSettled([1, 2, 3].map(() => post(address, body)))
        if (tries.some((one) => one.status === 'fulfilled' && one.value)) return
        await sleep(200)
      }
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
