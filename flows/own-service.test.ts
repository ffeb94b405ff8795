import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { startTestFacet, type TestFacet } from '#test/facet'
import { buildShenzhen, type Shenzhen } from '#test/shenzhen'
import { readOwnService } from './own-service.ts'

let world: TestFacet
let place: Shenzhen
beforeAll(async () => {
  world = await startTestFacet('own_service')
  place = await buildShenzhen(world.database, world.context, '2026-11-20')
})
afterAll(() => world.stop())

const services = () => world.facet.wired.services

function asUserOf(customerId: string): Context {
  const actor = { kind: 'customer', id: newId(), name: 'Li Wen', roles: ['customer'], teamIds: [], customerId } as const
  return { ...world.context, actor }
}

test('a customer sees its own work and who comes, and nothing of what another customer has', async () => {
  const { conversation, desk, field, party } = services()
  const other = await party.createOrganisation(world.context, { kind: 'customer', name: 'Another' })
  const { customerId, siteId } = place
  const mine = await desk.openIncident(world.context, { subject: 'Disk is slow', customerId, siteId })
  const theirs = await desk.openIncident(world.context, { subject: 'Secret trouble', customerId: other.id })
  for (const { id } of [mine, theirs]) {
    await field.requestVisit(world.context, {
      source: `visit:${id}`,
      subject: 'Look at it',
      reason: `desk.incident:${id}`,
      customerId,
      siteId,
    })
  }
  const draft = { kind: 'web', name: 'Portal', settings: {}, conduct: {} }
  await conversation.createChannel(world.context, draft)
  const own = await readOwnService({ conversation, desk, field }, asUserOf(customerId))
  expect(own.chatPath).toMatch(/^\/widget\.html\?key=/)
  expect(own.open.map(({ subject }) => subject)).toEqual(['Disk is slow'])
  expect(own.visits).toMatchObject([{ subject: 'Look at it', state: 'requested', startsAt: null }])
  expect(Object.keys(own.visits[0]!)).not.toContain('partCodes')
  const foreign = await readOwnService({ conversation, desk, field }, asUserOf(other.id))
  expect(foreign.open.map(({ subject }) => subject)).toEqual(['Secret trouble'])
  // A visit that was asked for somebody else is not theirs, whatever it is tied to.
  expect(foreign.visits).toEqual([])
})

test('who sees all customers has better pages and gets nothing here', async () => {
  const { conversation, desk, field } = services()
  expect(await readOwnService({ conversation, desk, field }, world.context)).toEqual({
    open: [],
    restored: [],
    visits: [],
    chatPath: null,
  })
})
