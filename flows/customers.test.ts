import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestFacet, type TestFacet } from '#test/facet'

let world: TestFacet
beforeAll(async () => {
  world = await startTestFacet('customers')
})
afterAll(() => world.stop())

interface Listed {
  readonly items: readonly Record<string, unknown>[]
}

test('the list of customers tells what each has, the list of people to whom each belongs', async () => {
  const { desk, party } = world.facet.wired.services
  const [bank, shop] = await party.createOrganisations(world.context, [
    { kind: 'customer', name: 'Bank', alias: '银行' },
    { kind: 'customer', name: 'Shop' },
  ])
  await party.createSites(world.context, [
    { organisationId: bank!.id, name: 'Tower', address: '1 Road', zone: 'Asia/Shanghai' },
  ])
  await party.createPeople(world.context, [{ name: 'Anna', organisationId: bank!.id }, { name: 'Bert' }])
  const first = await desk.openIncident(world.context, { subject: 'a', customerId: bank!.id })
  await desk.openIncident(world.context, { subject: 'b', customerId: bank!.id })
  await desk.act(world.context, first.id, { act: 'cancel', fields: { resolution: 'a mistake' } })
  const agent = await world.as('agent')
  const { items } = (await agent.request('GET', '/api/flows/customers?kind=customer')).body as Listed
  expect(items).toMatchObject([
    { name: 'Bank', sites: 1, openIncidents: 1 },
    { name: 'Shop', id: shop!.id, sites: 0, openIncidents: 0 },
  ])
  const people = (await agent.request('GET', '/api/flows/people')).body as Listed
  expect(people.items).toMatchObject([
    { name: 'Anna', organisationName: 'Bank', organisationAlias: '银行' },
    { name: 'Bert', organisationName: null },
  ])
})
