/** What the page shows beside the steps, read from the domains as their own pages read it. */
import { clock, type Context } from '#engine/kernel'
import { tenantZone } from '#engine/tenancy'
import { CAST } from '../cast.ts'
import type { StoryParts } from '../parts.ts'
import type { StoryFacts, StoryRun } from '../run.ts'
import type { StoryState } from '../state.ts'
import { messagesSince } from '../wechat/phone.ts'
import { DISK, quarterBegan } from '../steps/quarterly-review.ts'
import { readInvoicePanel } from './invoice.ts'
import { shownOnPhone } from './phone.ts'

export type Panels = StoryState['panels']

const WEAR_HOURS = 24 * 45
const WEEKS = 9

export async function readPanels(parts: StoryParts, context: Context, run: StoryRun | undefined): Promise<Panels> {
  const facts = run?.facts ?? {}
  const [device, phone, handOver, lane, report, invoice, review] = await Promise.all([
    readDevice(parts, context),
    run ? parts.database.withTenant(context, (tx) => messagesSince(tx, run.startedAt)) : [],
    readHandOver(parts, context, facts),
    readLane(parts, context, facts),
    readReport(parts, context, facts),
    facts.invoiceId === undefined ? null : readInvoicePanel(parts, context, facts.invoiceId),
    facts.problemId === undefined ? null : readReview(parts, context),
  ])
  return { device, phone: phone.map(shownOnPhone), handOver, lane, report, invoice, review }
}

async function readDevice({ fleet }: StoryParts, context: Context): Promise<Panels['device']> {
  const device = await fleet.findBySerial(context, CAST.serial)
  if (!device) return null
  const { deviceId, serial, name, health, healthState } = device
  const now = clock.now()
  const span = { from: now.subtract({ hours: WEAR_HOURS }).toString(), to: now.add({ hours: 1 }).toString() }
  const points = await fleet.readHistory(context, deviceId, 'disk_wear', span)
  return { serial, name, health, healthState, wear: points.map(({ at, max }) => ({ at, value: max })) }
}

async function readHandOver(
  { conversation }: StoryParts,
  context: Context,
  { conversationId }: StoryFacts,
): Promise<Panels['handOver']> {
  if (conversationId === undefined) return null
  const { items } = await conversation.readThread(context, conversationId, { limit: 50 })
  const card = items.flatMap(({ content }) =>
    content.type === 'event' && content.event === 'handed_over' ? [content.details] : [],
  )[0]
  if (!card) return null
  const citations = items.flatMap(({ content }) => ('citations' in content ? (content.citations ?? []) : []))
  return {
    citation: citations[0]?.title ?? null,
    wants: String(card['wants']),
    doesNotKnow: String(card['doesNotKnow']),
    confirmed: (card['confirmed'] as string[] | undefined) ?? [],
  }
}

async function readLane(
  { database, field }: StoryParts,
  context: Context,
  { visitId, technicianId }: StoryFacts,
): Promise<Panels['lane']> {
  if (visitId === undefined || technicianId === undefined) return null
  const { startsAt } = await field.getVisit(context, visitId)
  if (startsAt === null) return null
  const zone = await database.withTenant(context, (tx) => tenantZone(tx, context))
  const day = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  const board = await field.board(context, day)
  const lane = board.lanes.find((each) => each.technicianId === technicianId)
  if (!lane) return null
  const visits = board.visits.flatMap((visit) =>
    visit.technicianId === technicianId && visit.startsAt !== null && visit.endsAt !== null
      ? [{ ...pickVisit(visit), startsAt: visit.startsAt, endsAt: visit.endsAt, own: visit.visitId === visitId }]
      : [],
  )
  const held = board.holds.find((hold) => hold.visitId === visitId)
  return { day, startsAt: lane.startsAt, endsAt: lane.endsAt, visits, held: held?.locationName ?? null }
}

function pickVisit({ visitId, subject, state }: { visitId: string; subject: string; state: string }) {
  return { visitId, subject, state }
}

async function readReport(
  { desk, fleet }: StoryParts,
  context: Context,
  { deviceId, incidentId, certificate }: StoryFacts,
): Promise<Panels['report']> {
  if (certificate === undefined || deviceId === undefined || incidentId === undefined) return null
  const [{ incident }, { life }] = await Promise.all([
    desk.getIncident(context, incidentId),
    fleet.getDevice(context, deviceId),
  ])
  return {
    note: incident.fields.resolution ?? '',
    life: life.slice(0, 4).map(({ kind, at, actor }) => ({ kind, at, actor })),
  }
}

/** Disk incidents week by week, and how satisfied customers were. */
async function readReview({ database, desk, conversation }: StoryParts, context: Context): Promise<Panels['review']> {
  const now = clock.now()
  const [{ items }, figures] = await Promise.all([
    desk.listIncidents(context, { text: DISK, openedFrom: quarterBegan(), sort: 'opened', limit: 200 }),
    conversation.readFigures(context, { from: quarterBegan(), to: now.add({ hours: 1 }).toString(), by: 'total' }),
  ])
  const zone = await database.withTenant(context, (tx) => tenantZone(tx, context))
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const weeks = Array.from({ length: WEEKS }, (_, n) => monday.subtract({ weeks: WEEKS - 1 - n }).toString())
  const weekOf = (instant: string): string => {
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate()
    return day.subtract({ days: day.dayOfWeek - 1 }).toString()
  }
  return {
    weeks: weeks.map((from) => ({ from, incidents: items.filter(({ openedAt }) => weekOf(openedAt) === from).length })),
    satisfaction: figures[0]?.indicators.satisfaction ?? null,
    responseRate: figures[0]?.indicators.responseRate ?? null,
  }
}
