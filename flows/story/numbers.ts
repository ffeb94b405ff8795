import { clock, type Context } from '#engine/kernel'
import { CAST } from './cast.ts'
import type { StoryServices } from './parts.ts'
import type { StoryFacts } from './run.ts'

/** Figures of the running company, by name; absent where nothing is known yet. */
export type Numbers = Readonly<Record<string, number | string | null>>

/** Read before and after each step: what differs has moved. */
export async function readNumbers(services: StoryServices, context: Context, facts: StoryFacts): Promise<Numbers> {
  const { desk, fleet, field, conversation } = services
  const today = await field.today(context)
  const [device, incidents, counts, board, stock, now, figures, problems] = await Promise.all([
    fleet.findBySerial(context, CAST.serial),
    desk.countIncidents(context),
    fleet.countDevices(context),
    field.board(context, today),
    field.stock(context, CAST.partCode),
    conversation.readNow(context),
    conversation.readFigures(context, { ...lastThirtyDays(), by: 'total' }),
    desk.listProblems(context, { limit: 200, sort: 'opened' }),
  ])
  const planned = board.visits.filter(({ state }) => state !== 'requested')
  return {
    health: device?.health ?? null,
    devicesToActOn: counts.act,
    openIncidents: incidents.open,
    waiting: now.queues.reduce((sum, { waiting, onOffer }) => sum + waiting + onOffer, 0),
    conversations: figures[0]?.indicators.conversations ?? null,
    rated: figures[0]?.indicators.rated ?? null,
    satisfaction: figures[0]?.indicators.satisfaction ?? null,
    freeParts: stock.reduce((sum, { onHand, reserved }) => sum + onHand - reserved, 0),
    partsOnHand: stock.reduce((sum, { onHand }) => sum + onHand, 0),
    visitsToday: planned.length,
    visitsDone: planned.filter(({ state }) => state === 'completed').length,
    problems: problems.items.filter(({ stateGroup }) => stateGroup === 'open').length,
    ...(await ofIncident(services, context, facts)),
    ...(await ofInvoices(services, context, device?.customerId ?? null)),
  }
}

async function ofIncident({ desk }: StoryServices, context: Context, { incidentId }: StoryFacts): Promise<Numbers> {
  if (incidentId === undefined) return { incidentState: null, expectedRestore: null }
  const { incident } = await desk.getIncident(context, incidentId)
  return { incidentState: incident.state, expectedRestore: incident.fields.expectedRestoreAt ?? null }
}

async function ofInvoices(
  { subscription }: StoryServices,
  context: Context,
  customerId: string | null,
): Promise<Numbers> {
  if (customerId === null) return { invoices: null, billed: null }
  const { items } = await subscription.listInvoices(context, { customerId, limit: 200 })
  return { invoices: items.length, billed: items.reduce((sum, { totalMinor }) => sum + totalMinor, 0n).toString() }
}

function lastThirtyDays(): { from: string; to: string } {
  const now = clock.now()
  return { from: now.subtract({ hours: 30 * 24 }).toString(), to: now.add({ hours: 1 }).toString() }
}
