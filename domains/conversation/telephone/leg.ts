import { randomBytes } from 'node:crypto'
import { clock } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import type { Heard, Stop } from './play.ts'

/** A telephone of the test exchange while it is in use. */
export interface TestLeg {
  readonly sid: string
  readonly channelId: string
  readonly number: string
  readonly direction: 'in' | 'out'
  readonly state: 'ringing' | 'live' | 'ended'
  readonly url: string | null
  readonly statusUrl: string | null
  readonly heard: readonly Heard[]
  readonly stop: Stop
  readonly dueAt: string | null
  readonly beganAt: string
  readonly version: number
}

const COLUMNS =
  sql.raw(`sid, channel_id as "channelId", number, direction, state, url, status_url as "statusUrl", heard,
  stop, due_at as "dueAt", began_at as "beganAt", version`)

/** What is over for longer is not shown any more. */
const SHOWN_MS = 600_000
const SHOWN_MAX = 12
const HEARD_MAX = 60

export interface Place {
  readonly database: Database
  readonly tenantId: string
}

export function newLegSid(): string {
  return `CA${randomBytes(16).toString('hex')}`
}

export async function addLeg(
  { database, tenantId }: Place,
  leg: Pick<TestLeg, 'sid' | 'channelId' | 'number' | 'direction' | 'url' | 'statusUrl' | 'stop'>,
): Promise<void> {
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      insert into conversation.test_leg (tenant_id, sid, channel_id, number, direction, state, url, status_url, stop,
        began_at)
      values (${tenantId}, ${leg.sid}, ${leg.channelId}, ${leg.number}, ${leg.direction}, 'ringing', ${leg.url},
        ${leg.statusUrl}, ${JSON.stringify(leg.stop)}, ${clock.date()})`),
  )
}

export function findLegOf({ database, tenantId }: Place, sid: string): Promise<TestLeg | undefined> {
  return database.withTenant({ tenantId }, (tx) =>
    tx.find(sql<TestLeg>`select ${COLUMNS} from conversation.test_leg where tenant_id = ${tenantId} and sid = ${sid}`),
  )
}

export function shownLegs({ database, tenantId }: Place): Promise<TestLeg[]> {
  const since = new Date(clock.ms() - SHOWN_MS)
  return database.withTenant({ tenantId }, (tx) =>
    tx.all(sql<TestLeg>`
      select ${COLUMNS} from conversation.test_leg
      where tenant_id = ${tenantId} and (state <> 'ended' or began_at > ${since})
      order by began_at desc, sid limit ${SHOWN_MAX}`),
  )
}

/** Undefined when somebody else has moved it on meanwhile. */
export async function changeLegOf(
  { database, tenantId }: Place,
  leg: TestLeg,
  changes: Partial<Pick<TestLeg, 'state' | 'stop' | 'dueAt' | 'statusUrl'>> & { readonly hears?: readonly Heard[] },
): Promise<TestLeg | undefined> {
  const { hears = [], ...fields } = changes
  const next = { ...leg, ...fields, heard: [...leg.heard, ...hears].slice(-HEARD_MAX), version: leg.version + 1 }
  const changed = await database.withTenant({ tenantId }, (tx) => write(tx, tenantId, leg, next))
  return changed === 1 ? next : undefined
}

function write(tx: Tx, tenantId: string, leg: TestLeg, next: TestLeg): Promise<number> {
  return tx.run(sql`
    update conversation.test_leg set state = ${next.state}, stop = ${JSON.stringify(next.stop)}, due_at = ${next.dueAt},
      status_url = ${next.statusUrl}, heard = ${JSON.stringify(next.heard)}, version = ${next.version}
    where tenant_id = ${tenantId} and sid = ${leg.sid} and version = ${leg.version}`)
}
