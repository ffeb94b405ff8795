/** Makes the story playable again: what the last run left open is ended, and the laptop's new disk reports that it is well. */
import type { Context } from '#engine/kernel'
import { CAST } from './cast.ts'
import { storyRefusals } from './errors.ts'
import type { StoryParts } from './parts.ts'
import { assertDemo } from './demo-only.ts'
import { beginRun, currentRun, type StoryFacts } from './run.ts'
import { reportByMqtt } from './stage/device.ts'
import { eventually } from './stage/eventually.ts'
import type { People } from './stage/people.ts'

const NEW_DISK_WEAR = 2

export async function resetStory(parts: StoryParts, people: People, context: Context): Promise<void> {
  await assertDemo(parts, context)
  const run = await parts.database.withTenant(context, currentRun)
  await endConversation(parts, context, people, run?.facts ?? {})
  await endIncident(parts, context, people, run?.facts ?? {})
  await endVisit(parts, context, people, run?.facts ?? {})
  await healDevice(parts, context, people)
  await parts.database.withTenant(context, (tx) => beginRun(tx, context))
}

async function endConversation(
  { conversation }: StoryParts,
  context: Context,
  people: People,
  { conversationId }: StoryFacts,
): Promise<void> {
  if (conversationId === undefined) return
  const { status } = await conversation.getConversation(context, conversationId)
  if (status === 'closed') return
  const supervisor = await people.as('supervisor')
  await supervisor.inbox.closeConversation({
    params: { id: conversationId },
    body: { reason: 'abandoned', survey: false },
  })
}

async function endIncident(
  { desk }: StoryParts,
  context: Context,
  people: People,
  { incidentId }: StoryFacts,
): Promise<void> {
  if (incidentId === undefined) return
  const { incident } = await desk.getIncident(context, incidentId)
  if (incident.stateGroup === 'closed') return
  const agent = await people.as('agent')
  const act = incident.state === 'resolved' ? 'close' : 'cancel'
  await agent.desk.actOnIncident({ params: { id: incidentId }, body: { act } })
}

const BEGINS_AGAIN = { en: 'The story begins again', 'zh-CN': '故事重新开始' } as const

/** What the last run has planned and nobody has done is called off, and its part is free for the next run. */
async function endVisit(
  { field }: StoryParts,
  context: Context,
  people: People,
  { incidentId }: StoryFacts,
): Promise<void> {
  if (incidentId === undefined) return
  const visits = await field.visitsOf(context, `desk.incident:${incidentId}`)
  const open = visits.filter(({ state }) => state !== 'completed' && state !== 'cancelled')
  if (open.length === 0) return
  const dispatcher = await people.as('dispatcher')
  const reason = BEGINS_AGAIN[context.locale]
  for (const { visitId } of open) {
    await dispatcher.field.cancelVisit({ params: { id: visitId }, body: { reason } })
  }
}

async function healDevice({ fleet, localUrl }: StoryParts, context: Context, people: People): Promise<void> {
  const device = await fleet.findBySerial(context, CAST.serial)
  if (!device) throw storyRefusals.castMissing({ who: CAST.serial })
  const manager = await people.as('service_manager')
  const { token } = await manager.fleet.replaceToken({ params: { id: device.deviceId } })
  await reportByMqtt(localUrl(), token, [{ disk_wear: NEW_DISK_WEAR }])
  await eventually('healthy device', async () => {
    const found = await fleet.findBySerial(context, CAST.serial)
    return found?.healthState === 'act' ? undefined : true
  })
}
