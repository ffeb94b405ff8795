import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#engine/store'
import { startDemoFacet, startTestFacet, type DemoFacet, type Session } from '#test/facet'
import type { StoryState } from './state.ts'

let world: DemoFacet
let agent: Session
beforeAll(async () => {
  world = await startDemoFacet('story_doors')
  agent = await world.as('agent')
}, 180_000)
afterAll(() => world.stop())

async function play(step: number): Promise<StoryState> {
  const { status, body } = await agent.request('POST', `/api/flows/story/steps/${step}`)
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined })
  return body as StoryState
}

const stepOf = (state: StoryState, n: number): StoryState['steps'][number] => state.steps[n - 1]!

const count = (table: string): Promise<number> =>
  world.database
    .withTenant(world.context, (tx) => tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`))
    .then(({ n }) => n)

test('no step before the one before it', async () => {
  expect(await agent.request('POST', '/api/flows/story/steps/3')).toMatchObject({
    status: 409,
    body: { code: 'story.step-not-yet' },
  })
})

const namesOf = (state: StoryState, n: number): string[] => stepOf(state, n).happenings.map(({ name }) => name)

async function playAll(): Promise<StoryState[]> {
  const states: StoryState[] = []
  for (let step = 1; step <= 7; step++) states.push(await play(step))
  return states
}

const HAPPENED: readonly (readonly string[])[] = [
  ['fleet.health_changed', 'fleet.fault_raised', 'desk.incident_opened'],
  ['conversation.opened', 'conversation.message_sent', 'conversation.handed_over', 'conversation.assigned'],
  ['desk.incident_diagnosed', 'field.visit_requested', 'field.visit_planned', 'conversation.message_sent'],
  ['field.technician_travels', 'field.technician_arrived', 'field.visit_completed', 'desk.incident_resolved'],
  ['conversation.rated', 'desk.incident_changed'],
  ['subscription.invoice_final'],
  ['desk.problem_opened'],
]

test('seven steps, each over the outside doors', { timeout: 240_000 }, async () => {
  const states = await playAll()
  const last = states.at(-1)!
  expect(last.steps.map(({ state }) => state)).toEqual(Array(7).fill('done'))
  for (const [index, wanted] of HAPPENED.entries()) {
    expect(namesOf(last, index + 1)).toEqual(expect.arrayContaining([...wanted]))
  }
  expect(stepOf(last, 1).moved).toContainEqual({ name: 'health', before: expect.any(Number), after: 45 })
  expect(stepOf(last, 5).moved).toContainEqual({ name: 'incidentState', before: 'resolved', after: 'closed' })
})

test('what went over the wire and what the page shows', async () => {
  const { body } = await agent.request('GET', '/api/flows/story')
  const { panels, facts } = body as StoryState
  expect(panels.phone.map(({ kind, mine }) => `${mine ? 'she' : 'we'} ${kind}`)).toEqual([
    'she picture',
    'she text',
    'we menu',
    'she text',
    'we text',
    'we link',
    'we text',
    'we menu',
    'she text',
  ])
  expect(panels.handOver).toMatchObject({ citation: expect.stringContaining('硬盘'), doesNotKnow: expect.any(String) })
  expect(panels.lane?.visits.filter(({ own }) => own)).toHaveLength(1)
  expect(panels.report?.life.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['wipe_certificate', 'part_changed']),
  )
  const kinds = panels.invoice!.lines.map(({ name }) => name)
  expect(kinds).toEqual(
    expect.arrayContaining(['终端席位', expect.stringContaining('存储'), expect.stringContaining('适配器')]),
  )
  expect(panels.invoice!.lines.some(({ events, firstEvents }) => events > 20 && firstEvents.length > 0)).toBe(true)
  expect(facts['linkedIncidents']).toBeGreaterThan(1)
})

test('a step that is done is not done again', async () => {
  const before = [await count('engine.case'), await count('field.visit'), await count('flows.wechat_message')]
  await playAll()
  expect([await count('engine.case'), await count('field.visit'), await count('flows.wechat_message')]).toEqual(before)
})

test('reset makes it playable again, and the month is billed once', { timeout: 240_000 }, async () => {
  const invoices = await count('subscription.invoice')
  expect((await agent.request('POST', '/api/flows/story/reset')).status).toBe(204)
  const { body } = await agent.request('GET', '/api/flows/story')
  expect(body).toMatchObject({ run: 2, facts: {}, panels: { device: { healthState: 'healthy' }, phone: [] } })
  await playAll()
  expect(await count('subscription.invoice')).toBe(invoices)
})

test('what was left open in the middle is ended by a reset', { timeout: 120_000 }, async () => {
  const reset = (): Promise<{ status: number }> => agent.request('POST', '/api/flows/story/reset')
  await reset()
  await play(1)
  await play(2)
  const { facts } = await play(3)
  expect((await reset()).status).toBe(204)
  const { desk, conversation, field } = world.facet.wired.services
  expect((await field.getVisit(world.context, String(facts['visitId']))).state).toBe('cancelled')
  expect((await desk.getIncident(world.context, String(facts['incidentId']))).incident.state).toBe('cancelled')
  expect((await conversation.getConversation(world.context, String(facts['conversationId']))).status).toBe('closed')
})

test('a stranger to the simulated platform gets nothing', async () => {
  const base = `${world.url}/api/story/wechat/${world.context.tenantId}/cgi-bin`
  const ask = async (path: string, body: object): Promise<unknown> =>
    (
      await fetch(`${base}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json()
  expect(await ask('stable_token', { appid: 'wx0000000000000000', secret: 'x' })).toMatchObject({ errcode: 40013 })
  expect(await ask('message/custom/send?access_token=x', { touser: 'o' })).toMatchObject({ errcode: 40001 })
})

test('a company that is no demo has no story', async () => {
  const plain = await startTestFacet('story_plain')
  const session = await plain.as('administrator')
  const answers = await Promise.all([
    session.request('GET', '/api/flows/story'),
    session.request('POST', '/api/flows/story/steps/1'),
    session.request('POST', '/api/flows/story/reset'),
  ])
  await plain.stop()
  expect(answers.map(({ body }) => (body as { code: string }).code)).toEqual(Array(3).fill('story.only-in-demo'))
})
