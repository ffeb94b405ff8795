/** A service desk made over HTTP, as its administrator would: a queue, agents, a channel for each customer on the web. */
import { hashPassword } from '#engine/identity'
import { newId, systemContext, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { requester } from '#test/facet'
import { APP_SECRET } from './app-customers.ts'

export interface Company {
  readonly context: Context
  /** Cookies of agents who are signed in and may carry everything. */
  readonly agents: readonly string[]
  readonly webAddresses: readonly string[]
  readonly appAddress: string
  /** Takes what waits, agent by agent; answers who has which conversation. */
  takeAll(count: number): Promise<ReadonlyMap<string, string>>
}

const PASSWORD = 'a long enough password'

export async function foundCompany(
  database: Database,
  base: string,
  wanted: { agents: number; webCustomers: number; callbackUrl: string },
): Promise<Company> {
  const context = systemContext(newId(), 'chaos')
  const hash = await hashPassword(PASSWORD)
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.tenant (tenant_id, name) values (${context.tenantId}, 'Storm')`),
  )
  const send = requester(base)
  const signIn = async (role: string): Promise<{ id: string; cookie: string }> => {
    const [id, login] = [newId(), `${role}-${newId()}@storm.example`]
    await database.withTenant(context, (tx) =>
      tx.run(sql`
        insert into engine.user_account (tenant_id, user_id, login, name, roles, password_hash)
        values (${context.tenantId}, ${id}, ${login}, ${role}, ${[role]}, ${hash})`),
    )
    const answer = await send('POST', '/api/engine/session', { login, password: PASSWORD }, {})
    return { id, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const boss = await signIn('administrator')
  const asked = async <T>(cookie: string, method: string, url: string, body?: object): Promise<T> => {
    const answer = await send(method, `/api/conversation/${url}`, body, { cookie })
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }

  const queue = { name: 'Everything', skills: [] }
  const { queueId } = await asked<{ queueId: string }>(boss.cookie, 'POST', 'queues', queue)
  const addChannel = async (kind: string, settings: object): Promise<string> => {
    const draft = { kind, name: `${kind} ${newId().slice(-6)}`, settings, conduct: { queueId } }
    return (await asked<{ address: string }>(boss.cookie, 'POST', 'channels', draft)).address
  }
  const agents: string[] = []
  for (let n = 0; n < wanted.agents; n++) {
    const { id, cookie } = await signIn('agent')
    await asked(boss.cookie, 'PUT', `agents/${id}`, { capacity: 100, skills: [] })
    agents.push(cookie)
  }
  const webAddresses: string[] = []
  for (let n = 0; n < wanted.webCustomers; n++) webAddresses.push(await addChannel('web', {}))
  return {
    context,
    agents,
    webAddresses,
    appAddress: await addChannel('api', { secret: APP_SECRET, callbackUrl: wanted.callbackUrl }),
    takeAll: async (count) => {
      const owners = new Map<string, string>()
      for (let n = 0; owners.size < count; n++) {
        const cookie = agents[n % agents.length]!
        const next = await send('POST', '/api/conversation/next', undefined, { cookie })
        if (next.status < 300) owners.set((next.body as { conversationId: string }).conversationId, cookie)
        else await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return owners
    },
  }
}
