import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { readLog } from '#engine/events'
import { startTestFacet, type TestFacet } from '#test/facet'
import { buildShenzhen, type Shenzhen } from '#test/shenzhen'
import { askTeam } from './conversation-task.ts'

let world: TestFacet
let place: Shenzhen
beforeAll(async () => {
  world = await startTestFacet('conversation_task')
  place = await buildShenzhen(world.database, world.context, '2026-11-20')
})
afterAll(() => world.stop())

const services = () => world.facet.wired.services

async function conversationOf(personId: string | null): Promise<string> {
  const { conversation } = services()
  const { context } = world
  const channelId = await conversation.createChannel(context, { kind: 'web', name: 'web', settings: {} })
  const externalId = `visitor:${newId()}`
  const content = { type: 'text', text: '打印机坏了' } as const
  const sentAt = '2026-11-20T02:00:00Z'
  await conversation.receive(context, channelId, { kind: 'message', externalId, sourceId: newId(), content, sentAt })
  const { conversationId, contactId } = (await conversation.findOpenByContact(context, { channelId, externalId }))!
  if (personId) await conversation.identifyContact(context, contactId, { personId, customerId: place.customerId })
  return conversationId
}

const linksOf = async (id: string) => (await services().conversation.getConversation(world.context, id)).links

test('an incident for another team: opened once, linked, and its state is told as it moves', async () => {
  const { desk } = services()
  const { context } = world
  const conversationId = await conversationOf(place.personId)
  const teamId = newId()
  await world.database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.team (tenant_id, team_id, name) values (${context.tenantId}, ${teamId}, 'IT')`),
  )
  const asked = {
    taskId: newId(),
    kind: 'incident',
    subject: '打印机',
    priority: 'p2',
    note: '第三次',
    teamId,
  } as const
  const link = await askTeam(services(), context, conversationId, asked)
  expect(await askTeam(services(), context, conversationId, asked)).toEqual(link)
  const [incident] = await desk.incidentsOfConversation(context, conversationId)
  expect(incident).toMatchObject({ subject: '打印机', priority: 'p2', teamId })
  expect(await linksOf(conversationId)).toMatchObject([{ label: incident!.number, state: { en: 'new' } }])

  await desk.act(context, incident!.id, { act: 'start' })
  await world.facet.dispatcher.settled()
  expect(await linksOf(conversationId)).toMatchObject([{ state: { 'zh-CN': '处理中', shape: 'half' } }])
})

test('a visit for the field, at the customer’s site; what is told twice and backwards stays true', async () => {
  const { field } = services()
  const conversationId = await conversationOf(place.personId)
  const asked = { taskId: newId(), kind: 'visit', subject: '换盘', priority: 'p2' } as const
  await askTeam(services(), world.context, conversationId, asked)
  const [visit] = await field.visitsOf(world.context, `conversation:${conversationId}`)
  expect(visit).toMatchObject({ state: 'requested', subject: '换盘' })
  expect(await linksOf(conversationId)).toMatchObject([
    { ref: `visit:${visit!.visitId}`, state: { en: 'to be planned' } },
  ])

  const events = await world.database.acrossTenants((tx) => readLog(tx, 0n, 10_000))
  const flows = world.facet.wired.contributions.find(({ name }) => name === 'flows')!
  const { reactions } = flows.subscribers!.find(({ name }) => name === 'conversation-task')!
  const before = await linksOf(conversationId)
  for (const event of events.filter(({ tenantId }) => tenantId === world.context.tenantId).toReversed()) {
    for (const reaction of reactions.filter(({ eventName }) => eventName === event.name)) {
      await reaction.react(event, 'conversation-task')
    }
  }
  expect(await linksOf(conversationId)).toEqual(before)
})

test('nobody can be sent to a stranger', async () => {
  const conversationId = await conversationOf(null)
  const asked = { taskId: newId(), kind: 'visit', subject: '换盘', priority: 'p3' } as const
  await expect(askTeam(services(), world.context, conversationId, asked)).rejects.toThrow('flows.no-site')
})
