/** A customer on the phone and the desk behind the hotline, for tests: each step over the real border, three times. */
import { XMLParser } from 'fast-xml-parser'
import pg from 'pg'
import { inject } from 'vitest'
import type { Context } from '#engine/kernel'
import type { LoggedEvent } from '#engine/events'
import { openDatabase, sql } from '#engine/store'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { channelDirectory } from '../../domains/conversation/channels/directory.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { newSid, NUMBER, startFakeTwilio, webhook, type FakeTwilio } from './fake-twilio.ts'
import { openStudio, type Studio } from './studio.ts'
import { partsFor } from './studio-parts.ts'

export const ORIGIN = 'https://facet.example'
export const CALLER = '+8613800000001'

export interface PhoneLine extends Studio {
  readonly platform: FakeTwilio
  readonly base: string
  /** Posts a webhook three times in parallel; answers the TwiML, which must be the same each time. */
  post(query: string, fields: Record<string, string>): Promise<string>
  /** A customer's leg: what the provider says of it is added to each step. */
  caller(from?: string): Caller
  /** Every second request goes to a process with connections of its own; answers how it is stopped. */
  startSecondProcess(): () => Promise<void>
  /** The agent is online, has a phone, and serves the hotline. */
  addPhoneAgent(name: string, phone?: string): Promise<Context>
  /** Lets reactions to events and waiting jobs happen, until nothing is left. */
  settle(): Promise<void>
  /** What the thread says, system lines by their names. */
  thread(): Promise<string[]>
  stop(): Promise<void>
}

export interface Caller {
  readonly sid: string
  step(step: string, fields?: Record<string, string>, more?: Record<string, string>): Promise<string>
  hangUp(): Promise<string>
}

export async function openLine(settings: object = {}, conduct: object = {}): Promise<PhoneLine> {
  const platform = await startFakeTwilio()
  const studio = await openStudio()
  const channel = await studio.addChannel('hotline', { ...NUMBER, apiBase: platform.url, ...settings }, conduct)
  const address = channelAddress(channel)
  const client = await openServer()
  const told = new Set<string>()
  const base = `${ORIGIN}/api/conversation/hooks/${address}`
  const processes = [studio.parts]
  let turn = 0
  const deliver = async (query: string, fields: Record<string, string>) => {
    const { url, headers, body } = webhook(base + query, fields)
    const request = { method: 'POST', url, query: Object.fromEntries(new URL(url).searchParams), headers, body }
    return (await receiveHook(processes[turn++ % processes.length]!, address, request, 'trace')).body
  }
  const post = async (query: string, fields: Record<string, string>) => {
    const answers = await Promise.all([1, 2, 3].map(() => deliver(query, fields)))
    return answers[0]!
  }
  const caller = (from = CALLER): Caller => {
    const sid = newSid()
    const told = { CallSid: sid, AccountSid: NUMBER.accountSid, From: from, To: NUMBER.number, Direction: 'inbound' }
    return {
      sid,
      step: (step, fields = {}, more = {}) => {
        const query = step === '' ? '' : `?${new URLSearchParams({ step, ...more }).toString()}`
        return post(query, { ...told, CallStatus: 'in-progress', ...fields })
      },
      hangUp: () => post('', { ...told, CallStatus: 'completed', CallDuration: '12' }),
    }
  }
  return {
    ...studio,
    platform,
    base,
    post,
    caller,
    startSecondProcess: () => {
      const database = openDatabase(studio.database.settings, { app: 4, batch: 2 })
      const given = partsFor(database)
      const { secretBox } = studio.parts
      processes.push({ ...given, channels: channelDirectory({ database, secretBox, mayCallInside: () => true }) })
      return () => database.close()
    },
    addPhoneAgent: async (name, phone = '+8675500000001') => {
      const agent = await studio.addAgent(name)
      await studio.database.withTenant(agent, (tx) =>
        tx.run(sql`update conversation.agent set phone = ${phone} where agent_id = ${agent.actor.id}`),
      )
      return agent
    },
    settle: () => settle(studio, client, told),
    thread: () => threadOf(studio),
    stop: async () => {
      await client.end()
      await platform.stop()
    },
  }
}

/** Past the wall: what the application itself may not read. */
async function openServer(): Promise<pg.Client> {
  const database = `worker_${process.env['VITEST_POOL_ID'] ?? '1'}`
  const client = new pg.Client({ ...inject('postgres'), database })
  await client.connect()
  return client
}

/** Plays the dispatcher and the worker of this tenant: each event is told twice, each job done once. */
async function settle(studio: Studio, client: pg.Client, told: Set<string>): Promise<void> {
  const calls = studio.contribution.subscribers!.find(({ name }) => name === 'conversation-calls')!
  for (let round = 0; round < 20; round++) {
    const events = (await eventsOf(client, studio.context.tenantId)).filter(({ id }) => !told.has(id))
    for (const event of events) {
      told.add(event.id)
      const reaction = calls.reactions.find(({ eventName }) => eventName === event.name)
      await reaction?.react(event, 'conversation-calls')
      await reaction?.react(event, 'conversation-calls')
    }
    if (!(await work(studio, client)) && events.length === 0) return
  }
  throw new Error('It never comes to rest')
}

async function eventsOf(client: pg.Client, tenantId: string): Promise<LoggedEvent[]> {
  const { rows } = await client.query<LoggedEvent>(
    `select id, position as seq, name, tenant_id as "tenantId", trace_id as "traceId", actor, data,
      occurred_at as "occurredAt" from engine.outbox where tenant_id = $1 order by position`,
    [tenantId],
  )
  return rows
}

const PLAYED = ['ring_phone', 'move_caller', 'hang_up', 'fetch_media'].map((name) => `conversation.${name}`)

/** False when nothing was left to do. */
async function work(studio: Studio, client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ id: string; name: string; payload: { payload: object } }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any($1) and j.payload ->> 'tenantId' = $2
     returning j.id, t.identifier as name, j.payload`,
    [PLAYED, studio.context.tenantId],
  )
  for (const { name, payload } of rows.sort((a, b) => Number(a.id) - Number(b.id)))
    await studio.run(name, payload.payload)
  return rows.length > 0
}

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' })

/** The verbs of a TwiML document, by name. */
export function verbsOf(document: string): Record<string, unknown> {
  return (xml.parse(document) as { Response: Record<string, unknown> | '' }).Response || {}
}

async function threadOf({ database, context }: Studio): Promise<string[]> {
  const rows = await database.withTenant(context, (tx) =>
    tx.all(sql<{ type: string; text: string; event: string | null }>`
      select type, text, content ->> 'event' as event from conversation.message
      where tenant_id = ${context.tenantId} order by created_at, seq`),
  )
  return rows.map(({ type, text, event }) => event ?? `${type}: ${text}`)
}
