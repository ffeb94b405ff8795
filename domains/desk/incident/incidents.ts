import type { z } from 'zod'
import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import {
  editCase,
  linkCase,
  openCase,
  transition,
  type CaseRecord,
  type CaseShapeOf,
  type Move,
} from '#engine/casework'
import { notify } from '#engine/notify'
import type { Tx } from '#engine/store'
import { assignAutomatically } from '../assign/automatic.ts'
import { assignedNotice } from '../assign/notices.ts'
import { incidentChanged, incidentDiagnosed, incidentOpened, incidentResolved } from '../events.ts'
import { tellMoved } from '../watch/watchers.ts'
import type { entitlement, IncidentFields } from './fields.ts'
import { incidentCase } from './incident-type.ts'

export type IncidentShape = CaseShapeOf<typeof incidentCase>
export type Incident = CaseRecord<IncidentShape>
export type IncidentMove = Move<IncidentShape>
export type Entitlement = z.output<typeof entitlement>

export interface NewIncident {
  readonly subject: string
  readonly description?: string | undefined
  readonly priority?: IncidentShape['priority'] | undefined
  readonly origin?: IncidentFields['origin'] | undefined
  readonly customerId?: string | null | undefined
  readonly siteId?: string | null | undefined
  readonly personId?: string | null | undefined
  readonly teamId?: string | null | undefined
  readonly deviceId?: string | null | undefined
  readonly serial?: string | undefined
  /** Names the rule by which it finds a team. */
  readonly category?: string | undefined
  readonly conversationId?: string | null | undefined
  readonly entitlement?: Entitlement | undefined
  /** Makes a repetition answer the incident that is already there. */
  readonly source?: string | undefined
}

export async function openIncident(tx: Tx, context: Context, asked: NewIncident): Promise<Incident> {
  const { record, isNew } = await openCase(tx, context, incidentCase, {
    subject: asked.subject,
    priority: asked.priority,
    customerId: asked.customerId,
    siteId: asked.siteId,
    personId: asked.personId,
    teamId: asked.teamId,
    source: asked.source,
    text: asked.description,
    fields: fieldsOf(asked),
    links: linksOf(asked),
  })
  if (!isNew) return record
  await emit(tx, context, incidentOpened, {
    ...whoOf(record),
    subject: record.subject,
    priority: record.priority,
    origin: record.fields.origin,
    siteId: record.siteId,
    personId: record.personId,
    deviceId: record.fields.deviceId ?? null,
    conversationId: record.fields.conversationId ?? null,
  })
  const assigned = await assignAutomatically(tx, context, record)
  if (assigned.version !== record.version) await tellAssignment(tx, context, assigned, record.assigneeId)
  return assigned
}

/** Pages look again; whoever has it now, and did not take it himself, is told. */
export async function tellAssignment(
  tx: Tx,
  context: Context,
  incident: Incident,
  before: string | null,
): Promise<void> {
  await tellChange(tx, context, incident, 'assign')
  const { id, number, subject, assigneeId, version } = incident
  if (assigneeId === null || assigneeId === before || assigneeId === context.actor.id) return
  await notify(tx, context, assignedNotice, {
    userIds: [assigneeId],
    params: { number, subject, by: context.actor.name },
    link: `/desk/incidents/${id}`,
    source: `incident:${id}:assigned:${version}`,
  })
}

function linksOf({ deviceId, conversationId }: NewIncident): { relation: string; ref: string }[] {
  return [
    ...(deviceId ? [{ relation: 'device', ref: `fleet.device:${deviceId}` }] : []),
    ...(conversationId ? [{ relation: 'conversation', ref: `conversation:${conversationId}` }] : []),
  ]
}

function fieldsOf({ origin = 'api', ...asked }: NewIncident) {
  const { description, deviceId, serial, category, conversationId, entitlement } = asked
  const given = { description, deviceId, serial, category, conversationId, entitlement }
  const filled = Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
  return { ...Object.fromEntries(filled), origin }
}

/** Performs an act and tells it; a diagnosis and a resolution are told with what they say. */
export async function actOnIncident(tx: Tx, context: Context, id: string, move: IncidentMove): Promise<Incident> {
  const { record, isNew } = await transition(tx, context, incidentCase, id, withRemedy(move))
  if (!isNew) return record
  await tellChange(tx, context, record, move.act)
  await tellMoved(tx, context, record)
  if (move.act === 'diagnose_onsite' || move.act === 'diagnose_remote') await tellDiagnosis(tx, context, record)
  if (move.act === 'resolve') await tellResolution(tx, context, record)
  return record
}

/** The act itself says where it is mended; the field is for those who read the incident. */
function withRemedy(move: IncidentMove): IncidentMove {
  if (move.act === 'diagnose_onsite') return { ...move, fields: { ...move.fields, remedy: 'onsite' } }
  if (move.act === 'diagnose_remote') return { ...move, fields: { ...move.fields, remedy: 'remote' } }
  return move
}

async function tellDiagnosis(tx: Tx, context: Context, record: Incident): Promise<void> {
  const { remedy = 'remote', diagnosis = '', partCodes = [], deviceId, conversationId } = record.fields
  await emit(tx, context, incidentDiagnosed, {
    ...whoOf(record),
    subject: record.subject,
    remedy,
    diagnosis,
    partCodes,
    siteId: record.siteId,
    personId: record.personId,
    deviceId: deviceId ?? null,
    conversationId: conversationId ?? null,
    priority: record.priority,
    dueAt: record.dueAt,
  })
}

async function tellResolution(tx: Tx, context: Context, record: Incident): Promise<void> {
  const { resolution = '', deviceId, conversationId } = record.fields
  await emit(tx, context, incidentResolved, {
    ...whoOf(record),
    resolution,
    deviceId: deviceId ?? null,
    conversationId: conversationId ?? null,
  })
}

/** Facts that are no act; null says that nobody is expected any more. */
export type IncidentFacts = Partial<
  Pick<IncidentFields, 'visitId' | 'entitlement' | 'conversationId' | 'problemId'> & {
    readonly expectedRestoreAt: string | null
  }
>

/** What a plan or a conversation adds to an incident: facts that are no act. */
export async function noteFacts(tx: Tx, context: Context, id: string, facts: IncidentFacts): Promise<Incident> {
  const record = await editCase(tx, context, incidentCase, id, { fields: facts })
  if (facts.conversationId !== undefined) {
    await linkCase(tx, context, incidentCase, id, {
      relation: 'conversation',
      ref: `conversation:${facts.conversationId}`,
    })
  }
  await tellChange(tx, context, record, 'edit')
  return record
}

/** Pages that show the incident read it again. */
export function tellChange(tx: Tx, context: Context, incident: Incident, act: string): Promise<void> {
  return emit(tx, context, incidentChanged, { ...whoOf(incident), state: incident.state, act })
}

export function whoOf({ id, number, customerId }: Incident): {
  incidentId: string
  number: string
  customerId: string | null
} {
  return { incidentId: id, number, customerId }
}
