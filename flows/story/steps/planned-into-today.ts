import { RefusedByServer } from '#engine/http/contract'
import type { Visit } from '#domains/field'
import { CAST } from '../cast.ts'
import { storyRefusals } from '../errors.ts'
import { eventually } from '../stage/eventually.ts'
import type { Colleague } from '../stage/people.ts'
import { met, type Stage, type StoryStep } from '../step.ts'
import { messagesSince } from '../wechat/phone.ts'

const DIAGNOSIS = '固态硬盘磨损 92 %，写入变慢。现场更换 1 TB 固态硬盘，数据从昨晚的备份恢复。'
/** After the shifts of today the next day with a technician is taken. */
const DAYS_TRIED = 7
const PLAN_SECONDS = 2

/** 3: onsite, one SSD. The planner fits the visit into a running day and holds the part; the link arrives on WeChat. */
export const plannedIntoToday: StoryStep = {
  name: 'plannedIntoToday',
  file: 'flows/device-fault.ts',
  play: async (stage: Stage) => {
    const { parts, context, people, facts, remember } = stage
    const incidentId = met(facts(), 'incidentId')
    await diagnose(stage, incidentId)
    const requested = await eventually('visit', async () => {
      const [visit] = await parts.field.visitsOf(context, `desk.incident:${incidentId}`)
      return visit
    })
    await remember({ visitId: requested.visitId, visitNumber: requested.number })
    if (requested.state === 'requested') await plan(stage, await people.as('dispatcher'), requested)
    const visit = await parts.field.sheet(context, requested.visitId)
    const trackingUrl = await eventually('tracking link on WeChat', () => receivedLink(stage))
    await remember({
      trackingUrl,
      ...(visit.technicianId === null ? {} : { technicianId: visit.technicianId }),
      ...(visit.technicianName === null ? {} : { technicianName: visit.technicianName }),
    })
  },
}

async function diagnose({ parts, context, people }: Stage, incidentId: string): Promise<void> {
  const { incident } = await parts.desk.getIncident(context, incidentId)
  if (!['new', 'in_progress'].includes(incident.state)) return
  const agent = await people.as('agent')
  await agent.desk.actOnIncident({
    params: { id: incidentId },
    body: { act: 'diagnose_onsite', fields: { diagnosis: DIAGNOSIS, partCodes: [CAST.partCode] } },
  })
}

async function plan({ parts, context, remember }: Stage, dispatcher: Colleague, visit: Visit): Promise<void> {
  const today = Temporal.PlainDate.from(await parts.field.today(context))
  for (let later = 0; later < DAYS_TRIED; later++) {
    const draft = await draftFor(dispatcher, today.add({ days: later }).toString())
    if (!draft?.changes.some(({ visitId }) => visitId === visit.visitId)) continue
    await dispatcher.field.publishPlan({ params: { id: draft.draftId }, body: {} })
    return remember({ confirmedMoved: draft.summary.confirmedMoved })
  }
  throw storyRefusals.nobodyOnDuty({ days: DAYS_TRIED })
}

/** Undefined when nobody works on that day. */
async function draftFor(dispatcher: Colleague, day: string) {
  try {
    return await dispatcher.field.planDay({ body: { day, seconds: PLAN_SECONDS } })
  } catch (error) {
    if (error instanceof RefusedByServer && error.problem.code === 'field.no-technician-on-duty') return undefined
    throw error
  }
}

async function receivedLink({ parts, context, run }: Stage): Promise<string | undefined> {
  const messages = await parts.database.withTenant(context, (tx) => messagesSince(tx, run.startedAt))
  const news = messages.findLast(({ payload }) => payload['msgtype'] === 'news')
  return (news?.payload['news'] as { articles: { url: string }[] } | undefined)?.articles[0]?.url
}
