/**
 * An agent asks another team for something, out of a conversation, and sees at once how it goes.
 *
 *   the agent asks the desk ──▶ an incident for that team; the agent asks the field ──▶ a visit at the customer's site
 *   either ──▶ linked to the conversation with its state
 *   desk.incident_… , field.visit_… ──▶ the link tells the new state
 *
 * States are read when something happened and never taken from the event: events may come twice and late.
 */
import { Refusal, type Context } from '#engine/kernel'
import { on } from '#engine/events'
import type { Party } from '#engine/party'
import type { CaseLink, ConversationService, LinkState } from '#domains/conversation'
import { incidentChanged, incidentDiagnosed, incidentResolved, type DeskService, type Incident } from '#domains/desk'
import {
  technicianArrived,
  technicianTravels,
  visitCancelled,
  visitCompleted,
  visitPlanned,
  type FieldService,
  type Visit,
} from '#domains/field'
import type { Flow } from './flow.ts'

export interface ConversationTaskParts {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly field: FieldService
  readonly party: Party
}

export interface TaskAsked {
  /** Made by the browser: asked twice, it is one task. */
  readonly taskId: string
  readonly kind: 'incident' | 'visit'
  readonly subject: string
  readonly note?: string | undefined
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  /** Of the desk: the team that shall do it. */
  readonly teamId?: string | undefined
}

/** Refused: flows.no-site, when a visit is asked for somebody whose place nobody knows. */
export async function askTeam(
  parts: ConversationTaskParts,
  context: Context,
  conversationId: string,
  asked: TaskAsked,
): Promise<CaseLink> {
  const link =
    asked.kind === 'incident'
      ? linkOfIncident(await askDesk(parts, context, conversationId, asked))
      : linkOfVisit(await askField(parts, context, conversationId, asked), asked.subject)
  await parts.conversation.linkCase(context, conversationId, link)
  return link
}

async function askDesk(
  { conversation, desk }: ConversationTaskParts,
  context: Context,
  conversationId: string,
  { taskId, subject, note, priority, teamId }: TaskAsked,
): Promise<Incident> {
  const { personId, customerId } = await conversation.getConversation(context, conversationId)
  const source = `task:${taskId}`
  const incident = await desk.openIncident(context, {
    source,
    origin: 'conversation',
    subject,
    priority,
    personId,
    customerId,
    teamId,
    conversationId,
  })
  if (note) await desk.addNote(context, incident.id, { text: note, internal: true, source: `${source}:note` })
  return incident
}

async function askField(
  { conversation, field, party }: ConversationTaskParts,
  context: Context,
  conversationId: string,
  { taskId, subject, note, priority }: TaskAsked,
): Promise<Visit> {
  const { personId, customerId } = await conversation.getConversation(context, conversationId)
  const organisationId =
    personId === null ? customerId : ((await party.getPerson(context, personId)).organisationId ?? customerId)
  const siteId = organisationId && (await siteOf(party, context, organisationId))
  if (!siteId) throw new Refusal('flows.no-site', 422)
  return field.requestVisit(context, {
    source: `task:${taskId}`,
    reason: `conversation:${conversationId}`,
    subject,
    priority,
    siteId,
    customerId,
    personId,
    instructions: note,
  })
}

/** The place of the organisation itself, or of the nearest one above it. */
async function siteOf(party: Party, context: Context, organisationId: string): Promise<string | undefined> {
  const { path } = await party.getOrganisation(context, organisationId)
  for (const id of path.toReversed()) {
    const [site] = (await party.listSites(context, { organisationId: id, limit: 1 })).items
    if (site) return site.id
  }
  return undefined
}

export function conversationTaskFlow({ conversation, desk, field }: ConversationTaskParts): Flow {
  const tellIncident = async ({ incidentId }: { incidentId: string }, context: Context): Promise<void> => {
    const conversations = await conversation.listByLink(context, `incident:${incidentId}`)
    if (conversations.length === 0) return
    const link = linkOfIncident((await desk.getIncident(context, incidentId)).incident)
    for (const id of conversations) await conversation.linkCase(context, id, link)
  }
  const tellVisit = async (told: { visitId: string; reason: string | null }, context: Context): Promise<void> => {
    if (!told.reason?.startsWith('conversation:')) return
    const visit = (await field.visitsOf(context, told.reason)).find(({ visitId }) => visitId === told.visitId)
    if (!visit) return
    const link = linkOfVisit(visit, visit.subject)
    await conversation.linkCase(context, told.reason.slice('conversation:'.length), link)
  }
  return {
    name: 'conversation-task',
    reactions: [
      on(incidentDiagnosed, tellIncident),
      on(incidentChanged, tellIncident),
      on(incidentResolved, tellIncident),
      on(visitPlanned, tellVisit),
      on(technicianTravels, tellVisit),
      on(technicianArrived, tellVisit),
      on(visitCompleted, tellVisit),
      on(visitCancelled, tellVisit),
    ],
  }
}

/** Beside a conversation an incident says from the start how it stands. */
export function linkOfIncident({ id, number, state }: Pick<Incident, 'id' | 'number' | 'state'>): CaseLink {
  const known = INCIDENT_STATES[state]
  return { ref: `incident:${id}`, label: number, path: `/desk/incidents/${id}`, ...(known ? { state: known } : {}) }
}

function linkOfVisit(
  { visitId, number, state }: Pick<Visit, 'visitId' | 'number' | 'state'>,
  subject: string,
): CaseLink {
  return { ref: `visit:${visitId}`, label: `${number} ${subject}`, path: '/field/board', state: VISIT_STATES[state] }
}

const INCIDENT_STATES: Readonly<Record<string, LinkState>> = {
  new: { shape: 'new', en: 'new', 'zh-CN': '新建' },
  in_progress: { shape: 'half', en: 'in progress', 'zh-CN': '处理中' },
  waiting_customer: { shape: 'hold', en: 'waits for customer', 'zh-CN': '等客户' },
  onsite: { shape: 'most', en: 'on site', 'zh-CN': '上门' },
  resolved: { shape: 'done', en: 'resolved', 'zh-CN': '已恢复' },
  closed: { shape: 'done', en: 'closed', 'zh-CN': '已关闭' },
  cancelled: { shape: 'done', en: 'cancelled', 'zh-CN': '已取消' },
}

const VISIT_STATES: Readonly<Record<Visit['state'], LinkState>> = {
  requested: { shape: 'new', en: 'to be planned', 'zh-CN': '待排程' },
  planned: { shape: 'open', en: 'planned', 'zh-CN': '已排程' },
  travelling: { shape: 'half', en: 'on the way', 'zh-CN': '在路上' },
  on_site: { shape: 'most', en: 'on site', 'zh-CN': '在现场' },
  completed: { shape: 'done', en: 'done', 'zh-CN': '已完成' },
  cancelled: { shape: 'done', en: 'called off', 'zh-CN': '已取消' },
}
