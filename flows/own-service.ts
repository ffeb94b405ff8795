import type { Context } from '#engine/kernel'
import type { ConversationService } from '#domains/conversation'
import type { DeskService, NamedIncident } from '#domains/desk'
import type { FieldService, Visit } from '#domains/field'

export interface OwnServiceParts {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly field: FieldService
}

/** What is being done for a customer, as the customer's own people see it. */
export interface OwnService {
  readonly open: readonly NamedIncident[]
  readonly restored: readonly NamedIncident[]
  readonly visits: readonly OwnVisit[]
  /** Where the company can be written to; null while it has no open channel on the web. */
  readonly chatPath: string | null
}

/** Who comes when. What the company plans behind it (parts, cost, other customers) is not the customer's to read. */
export interface OwnVisit {
  readonly visitId: string
  readonly number: string
  readonly subject: string
  readonly state: Visit['state']
  readonly siteName: string | null
  readonly siteAlias: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  /** The page that may also be sent to a colleague. */
  readonly trackingPath: string
}

const OPEN_SHOWN = 20
const RESTORED_SHOWN = 5

/** For a user of one customer only: whoever sees all customers has better pages, and gets nothing here. */
export async function readOwnService(
  { conversation, desk, field }: OwnServiceParts,
  context: Context,
): Promise<OwnService> {
  const { customerId } = context.actor
  if (customerId === undefined) return { open: [], restored: [], visits: [], chatPath: null }
  const [open, restored] = await Promise.all([
    desk.listIncidents(context, { group: 'open', sort: 'due', customerId, limit: OPEN_SHOWN }),
    desk.listIncidents(context, { group: 'done', sort: 'updated', customerId, limit: RESTORED_SHOWN }),
  ])
  const visits = await Promise.all(open.items.map(({ id }) => field.visitsOf(context, `desk.incident:${id}`)))
  return {
    chatPath: await conversation.webChatPath(context),
    open: open.items,
    restored: restored.items,
    visits: visits
      .flat()
      .filter((visit) => visit.customerId === customerId && isComing(visit))
      .toSorted((a, b) => (a.startsAt ?? '9').localeCompare(b.startsAt ?? '9'))
      .map((visit) => ownVisit(visit, field.trackingPath(context, visit.visitId))),
  }
}

function isComing({ state }: Visit): boolean {
  return state !== 'completed' && state !== 'cancelled'
}

function ownVisit(visit: Visit, trackingPath: string): OwnVisit {
  const { visitId, number, subject, state, siteName, siteAlias, startsAt, endsAt } = visit
  return { visitId, number, subject, state, siteName, siteAlias, startsAt, endsAt, trackingPath }
}
