import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#engine/store'
import { readLog } from '#engine/events'
import { buildShenzhen, type Shenzhen } from '#test/shenzhen'
import { startTestFacet, type TestFacet } from '#test/facet'

let world: TestFacet
let place: Shenzhen
let today: string
beforeAll(async () => {
  world = await startTestFacet('flows')
  today = await world.facet.wired.services.field.today(world.context)
  place = await buildShenzhen(world.database, world.context, today)
})
afterAll(() => world.stop())

const services = () => world.facet.wired.services

async function brokenLaptop(serial: string): Promise<string> {
  const { fleet } = services()
  const { customerId, siteId, personId } = place
  const { deviceId, token } = await fleet.registerDevice(world.context, {
    serial,
    name: `Laptop ${serial}`,
    kind: 'laptop',
    brand: 'Lenovo',
    model: 'ThinkPad X1',
    customerId,
    siteId,
    personId,
  })
  await fetch(`http://127.0.0.1:${world.facet.port}/api/v1/${token}/telemetry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"disk_wear": 93}',
  })
  return deviceId
}

const openIncident = (deviceId: string) =>
  expect.poll(() => services().desk.findOpenByDevice(world.context, deviceId), { timeout: 10_000 }).not.toBeUndefined()

const count = (table: string) =>
  world.database.withTenant(world.context, (tx) =>
    tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`),
  )

/** Every event of this company once more, the newest first: twice and out of order. */
async function repeatEverythingBackwards(): Promise<void> {
  const events = await world.database.acrossTenants((tx) => readLog(tx, 0n, 10_000))
  const flows = world.facet.wired.contributions.find(({ name }) => name === 'flows')!
  for (const event of events.filter(({ tenantId }) => tenantId === world.context.tenantId).toReversed()) {
    for (const { name, reactions } of flows.subscribers!) {
      for (const reaction of reactions.filter(({ eventName }) => eventName === event.name)) {
        await reaction.react(event, name).catch((error: { status?: number }) => {
          // What has gone on meanwhile may refuse the old command; it must not fail otherwise.
          if (error.status === undefined) throw error
        })
      }
    }
  }
}

test('a fault becomes an incident, a visit with its part, and a working device', async () => {
  const { desk, field, fleet } = services()
  const deviceId = await brokenLaptop('PF4K7M2Q')
  await openIncident(deviceId)
  const incident = (await desk.findOpenByDevice(world.context, deviceId))!
  expect(incident).toMatchObject({
    priority: 'p2',
    fields: { origin: 'device', serial: 'PF4K7M2Q', entitlement: { kind: 'paid', covered: false } },
  })

  await desk.act(world.context, incident.id, {
    act: 'diagnose_onsite',
    fields: { diagnosis: 'SSD worn out', partCodes: ['SSD-1T'] },
  })
  await world.facet.dispatcher.settled()
  const [visit] = await field.visitsOf(world.context, `desk.incident:${incident.id}`)
  expect(visit).toMatchObject({ state: 'requested', partCodes: ['SSD-1T'], deviceId })

  const draft = await field.planDay(world.context, today, { seconds: 0.2, seed: 1 })
  await field.publish(world.context, draft.draftId)
  await world.facet.dispatcher.settled()
  expect((await desk.getIncident(world.context, incident.id)).incident.fields).toMatchObject({
    visitId: visit!.visitId,
    expectedRestoreAt: expect.any(String),
  })

  await field.complete(world.context, visit!.visitId, {
    source: 'phone:0000001',
    completedAt: new Date().toISOString(),
    solved: true,
    note: 'SSD swapped',
    checklist: [],
    photoIds: [],
    usedParts: [{ code: 'SSD-1T', quantity: 1, newSerial: 'N1', oldSerial: 'O1', defectiveBack: true }],
  })
  await world.facet.dispatcher.settled()
  expect((await desk.getIncident(world.context, incident.id)).incident).toMatchObject({
    state: 'resolved',
    fields: { resolution: 'SSD swapped' },
  })
  expect((await fleet.getDevice(world.context, deviceId)).life.map(({ kind }) => kind)).toContain('part_changed')
})

test('everything told twice and backwards changes nothing', async () => {
  const tables = [
    'engine.case',
    'field.visit',
    'field.stock_movement',
    'field.reservation',
    'fleet.fault',
    'subscription.action',
  ]
  const before = await Promise.all(tables.map(count))
  await repeatEverythingBackwards()
  await world.facet.dispatcher.settled()
  expect(await Promise.all(tables.map(count))).toEqual(before)
})

test('a cancelled visit brings its incident back to the desk, and a new diagnosis asks for another one', async () => {
  const { desk, field } = services()
  const { customerId, siteId } = place
  const { id } = await desk.openIncident(world.context, { subject: 'Fan rattles', customerId, siteId })
  const reason = `desk.incident:${id}`
  const diagnose = async () => {
    await desk.act(world.context, id, { act: 'diagnose_onsite', fields: { diagnosis: 'Fan worn out' } })
    await world.facet.dispatcher.settled()
    return (await field.visitsOf(world.context, reason))[0]!
  }
  const first = await diagnose()
  await field.cancelVisit(world.context, first.visitId, 'Customer is away')
  await world.facet.dispatcher.settled()
  expect((await desk.getIncident(world.context, id)).incident.state).toBe('in_progress')
  const second = await diagnose()
  expect(second).toMatchObject({ state: 'requested' })
  expect(second.visitId).not.toBe(first.visitId)
  const before = await count('field.visit')
  await repeatEverythingBackwards()
  expect(await count('field.visit')).toEqual(before)
  expect((await desk.getIncident(world.context, id)).incident.state).toBe('onsite')
  await field.cancelVisit(world.context, second.visitId, 'Out of the way of the other tests')
})

test('the joint views answer', async () => {
  const agent = await world.as('agent')
  const wall = await agent.request('GET', '/api/flows/control-centre')
  expect(wall).toMatchObject({ status: 200, body: { devices: { total: 1 }, visits: { done: 1 } } })
  const whole = await agent.request('GET', `/api/flows/customer-360?personId=${place.personId}`)
  expect(whole).toMatchObject({
    status: 200,
    body: { person: { name: '李文', customerName: '恒泰银行' }, devices: [{ serial: 'PF4K7M2Q' }] },
  })
})

test('of an incident, the device that it is about comes first, not the worst one', async () => {
  const { desk, fleet } = services()
  const { customerId, personId } = place
  const { deviceId } = await fleet.registerDevice(world.context, {
    serial: 'CN-0042',
    name: 'Display',
    kind: 'display',
    brand: 'Dell',
    model: 'U2723',
    customerId,
    personId,
  })
  const { id } = await desk.openIncident(world.context, { subject: 'Flickers', customerId, personId, deviceId })
  const agent = await world.as('agent')
  const found = await agent.request('GET', `/api/flows/customer-360?incidentId=${id}`)
  expect(found).toMatchObject({
    status: 200,
    body: { devices: [{ serial: 'CN-0042' }, { serial: 'PF4K7M2Q' }], incidents: [{ id, customerName: '恒泰银行' }] },
  })
})
