/** Messages name customers by an id only; their nicknames are asked for, once for each. */
import { Refusal } from '#engine/kernel'
import { callApi, TencentError } from '../tencent/api.ts'
import { apiOf, type WecomConnection } from './api.ts'
import { list, text, type WireMessage } from './wire.ts'

/** The platform takes so many at once. */
const BATCH_MAX = 100
const KEPT_MAX = 5000
const kept = new Map<string, string>()

export async function nicknamesOf(
  connection: WecomConnection,
  messages: readonly WireMessage[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(messages.flatMap(({ external_userid: id }) => id ?? []))
  const unknown = [...ids].filter((id) => !kept.has(keyOf(connection, id)))
  if (kept.size + unknown.length > KEPT_MAX) kept.clear()
  for (let from = 0; from < unknown.length; from += BATCH_MAX) {
    await remember(connection, unknown.slice(from, from + BATCH_MAX))
  }
  const names = new Map<string, string>()
  for (const id of ids) {
    const name = kept.get(keyOf(connection, id))
    if (name) names.set(id, name)
  }
  return names
}

/** A name is a kindness: without it the message is taken all the same. */
async function remember(connection: WecomConnection, ids: readonly string[]): Promise<void> {
  try {
    const answer = await callApi(apiOf(connection), '/cgi-bin/kf/customer/batchget', { external_userid_list: ids })
    for (const customer of list(answer, 'customer_list')) {
      kept.set(keyOf(connection, text(customer, 'external_userid')), text(customer, 'nickname').slice(0, 100))
    }
  } catch (error) {
    if (!(error instanceof TencentError) && !(error instanceof Refusal)) throw error
  }
}

function keyOf({ tenantId, channelId }: WecomConnection, id: string): string {
  return `${tenantId}:${channelId}:${id}`
}
