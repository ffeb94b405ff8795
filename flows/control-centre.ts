/** The wall's one answer: counters from every domain, the field on a map, what is about to be late, what has just happened. */
import { clock, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import type { ConversationService } from '#domains/conversation'
import type { DeskService, NamedIncident } from '#domains/desk'
import type { FieldService, Visit } from '#domains/field'
import type { FleetService } from '#domains/fleet'
import { whereIs } from './whereabouts.ts'

export interface ControlCentreParts {
  readonly database: Database
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly field: FieldService
  readonly fleet: FleetService
}

const RISKS_SHOWN = 6
const RECENT_SHOWN = 8
/** What is worth a line on the wall. */
const TOLD = [
  'fleet.fault_raised',
  'desk.incident_opened',
  'desk.incident_resolved',
  'field.visit_planned',
  'field.technician_arrived',
  'field.visit_completed',
  'field.visit_cancelled',
  'conversation.rated',
  'field.stock_low',
  'subscription.invoice_final',
  'subscription.invoice_paid',
  'delivery.handed_over',
]

export async function readControlCentre(parts: ControlCentreParts, context: Context) {
  const { database, conversation, desk, field, fleet } = parts
  const today = await field.today(context)
  const zone = await database.withTenant(context, (tx) => tenantZone(tx, context))
  const [now, incidents, due, devices, board, figures, recent] = await Promise.all([
    conversation.readNow(context),
    desk.countIncidents(context),
    desk.listIncidents(context, { group: 'open', sort: 'due', limit: RISKS_SHOWN }),
    fleet.countDevices(context),
    field.board(context, today),
    readDayFigures(conversation, context, { today, zone }),
    readRecent(database, context),
  ])
  return {
    at: clock.iso(),
    queue: {
      waiting: sum(now.queues.map(({ waiting, onOffer }) => waiting + onOffer)),
      longestWaitSince: now.queues.flatMap(({ longestWaitSince }) => longestWaitSince ?? []).toSorted()[0] ?? null,
      agentsOnline: now.agents.filter(({ presence }) => presence === 'online').length,
      agents: now.agents.length,
    },
    queues: now.queues.map(({ queueId, name, waiting, onOffer, expectedSeconds, agentsOnline }) => ({
      queueId,
      name,
      waiting: waiting + onOffer,
      expectedSeconds,
      agentsOnline,
    })),
    bot: figures.bot,
    satisfaction: figures.satisfaction,
    incidents: {
      open: incidents.open,
      p1: incidents.byPriority.p1,
      p2: incidents.byPriority.p2,
      overdue: incidents.overdue,
    },
    visits: countVisits(board.visits),
    devices,
    technicians: board.lanes.map(({ technicianId, name, longitude, latitude }) =>
      whereIs({ technicianId, name, longitude, latitude }, board.visits, clock.ms()),
    ),
    places: board.visits.filter(({ state }) => state !== 'completed').map(placeOf),
    risks: due.items.map(riskOf),
    questions: figures.questions,
    recent,
  }
}

function countVisits(visits: readonly Visit[]) {
  const planned = visits.filter(({ state }) => state !== 'requested')
  return {
    done: planned.filter(({ state }) => state === 'completed').length,
    planned: planned.length,
    late: planned.filter(isLate).length,
  }
}

function isLate({ state, endsAt, dueAt }: Visit): boolean {
  if (state === 'completed') return false
  return (endsAt !== null && Date.parse(endsAt) < clock.ms()) || (dueAt !== null && Date.parse(dueAt) < clock.ms())
}

function placeOf(visit: Visit) {
  const { visitId, number, longitude, latitude } = visit
  return { visitId, number, longitude, latitude, late: isLate(visit) }
}

function riskOf(incident: NamedIncident) {
  const { id, number, subject, priority, customerName, customerAlias, assigneeName, state, dueAt } = incident
  return { incidentId: id, number, subject, priority, customerName, customerAlias, assigneeName, state, dueAt }
}

async function readDayFigures(
  conversation: ConversationService,
  context: Context,
  { today, zone }: { today: string; zone: string },
) {
  const day = Temporal.PlainDate.from(today)
  const span = (date: Temporal.PlainDate) => {
    const at = (d: Temporal.PlainDate): string => d.toZonedDateTime(zone).toInstant().toString()
    return { from: at(date), to: at(date.add({ days: 1 })) }
  }
  const [month, hours, before] = await Promise.all([
    conversation.readFigures(context, { from: span(day.subtract({ days: 29 })).from, to: span(day).to, by: 'total' }),
    conversation.readFigures(context, { ...span(day), by: 'hour' }),
    conversation.readFigures(context, { ...span(day.subtract({ days: 7 })), by: 'hour' }),
  ])
  const total = month[0]?.indicators
  const at = (rows: typeof hours, hour: number): number =>
    rows.find(({ key }) => hourOf(key, zone) === hour)?.indicators.conversations ?? 0
  const hourNow = clock.now().toZonedDateTimeISO(zone).hour
  return {
    bot: { confirmed: total?.botConfirmed ?? null, assumed: total?.botAssumed ?? null, held: total?.botHeld ?? null },
    satisfaction: {
      good: total?.satisfaction ?? null,
      responseRate: total?.responseRate ?? null,
      rated: total?.rated ?? 0,
    },
    questions: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      today: hour <= hourNow ? at(hours, hour) : null,
      before: at(before, hour),
    })),
  }
}

function hourOf(key: string | null, zone: string): number {
  return key === null ? -1 : Temporal.Instant.from(key).toZonedDateTimeISO(zone).hour
}

/** Whose events they are is not looked at, so who sees only the own teams' work is told none. */
async function readRecent(database: Database, context: Context) {
  if (context.actor.onlyTeams) return []
  return database.withTenant(context, (tx) =>
    tx.all(sql<{ at: string; name: string; data: Record<string, unknown> }>`
      select occurred_at as at, name, data from engine.event
      where tenant_id = ${context.tenantId} and name = any(${TOLD}) order by seq desc limit ${RECENT_SHOWN}`),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
