/** The phones on our side of a call: its agent's, and those of supervisors. */
import { clock, newId } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

export type LegMode = 'talk' | 'listen' | 'whisper' | 'barge'

export interface Leg {
  readonly legId: string
  readonly callId: string
  readonly userId: string
  readonly role: 'agent' | 'supervisor'
  readonly mode: LegMode
  readonly state: 'wanted' | 'dialled' | 'joined' | 'ended'
  readonly sid: string | null
  readonly name: string | null
  readonly phone: string | null
}

const COLUMNS = sql.raw(`l.leg_id as "legId", l.call_id as "callId", l.user_id as "userId", l.role, l.mode, l.state,
  l.sid, u.name, a.phone`)
const JOINS = sql.raw(`
  left join engine.user_account u on u.tenant_id = l.tenant_id and u.user_id = l.user_id
  left join conversation.agent a on a.tenant_id = l.tenant_id and a.agent_id = l.user_id`)

/** Those that are not over, in the order in which they began. */
export function openLegs(tx: Tx, tenantId: string, callId: string): Promise<Leg[]> {
  return tx.all(sql<Leg>`
    select ${COLUMNS} from conversation.call_leg l ${JOINS}
    where l.tenant_id = ${tenantId} and l.call_id = ${callId} and l.state <> 'ended' order by l.began_at, l.leg_id`)
}

export function findLeg(tx: Tx, tenantId: string, legId: string): Promise<Leg | undefined> {
  return tx.find(sql<Leg>`
    select ${COLUMNS} from conversation.call_leg l ${JOINS}
    where l.tenant_id = ${tenantId} and l.leg_id = ${legId}`)
}

/** Undefined when the person's phone is in the call already. */
export async function wantLeg(
  tx: Tx,
  tenantId: string,
  leg: Pick<Leg, 'callId' | 'userId' | 'role' | 'mode'>,
): Promise<string | undefined> {
  const legId = newId()
  const made = await tx.run(sql`
    insert into conversation.call_leg (tenant_id, leg_id, call_id, user_id, role, mode, began_at)
    values (${tenantId}, ${legId}, ${leg.callId}, ${leg.userId}, ${leg.role}, ${leg.mode}, ${clock.date()})
    on conflict do nothing`)
  return made === 1 ? legId : undefined
}

export async function changeLeg(
  tx: Tx,
  tenantId: string,
  leg: Leg,
  changes: Partial<Pick<Leg, 'state' | 'mode' | 'sid'>>,
): Promise<void> {
  const { state, mode, sid } = { ...leg, ...changes }
  await tx.run(sql`
    update conversation.call_leg set state = ${state}, mode = ${mode}, sid = ${sid}
    where tenant_id = ${tenantId} and leg_id = ${leg.legId}`)
}

/** To be dialled now, by whoever asks first: a job that runs twice rings once. */
export async function claimLeg(tx: Tx, tenantId: string, legId: string): Promise<Leg | undefined> {
  const claimed = await tx.run(sql`
    update conversation.call_leg set state = 'dialled'
    where tenant_id = ${tenantId} and leg_id = ${legId} and state = 'wanted'`)
  return claimed === 1 ? findLeg(tx, tenantId, legId) : undefined
}

export function agentOf(legs: readonly Leg[]): Leg | undefined {
  return legs.find(({ role }) => role === 'agent')
}
