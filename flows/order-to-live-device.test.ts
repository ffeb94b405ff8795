import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock, newId } from '#engine/kernel'
import { readLog } from '#engine/events'
import { sql } from '#engine/store'
import type { HandOverContent } from '#domains/delivery'
import { startTestFacet, type TestFacet } from '#test/facet'

let world: TestFacet
const customerId = newId()
const today = clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
const thisMonth = today.with({ day: 1 })
const lastMonth = thisMonth.subtract({ months: 1 })
beforeAll(async () => {
  world = await startTestFacet('order_to_live_device')
  await world.facet.wired.services.party.createOrganisation(world.context, {
    id: customerId,
    kind: 'customer',
    name: '恒泰银行',
  })
})
afterAll(() => world.stop())

const services = () => world.facet.wired.services

const CONTENT: HandOverContent = {
  site: { name: '南山支行', address: '科苑路 15 号', zone: 'Asia/Shanghai', longitude: 113.94, latitude: 22.53 },
  devices: ['PF-1', 'PF-2', 'PF-3'].map((serial) => ({
    serial,
    name: `Laptop ${serial}`,
    kind: 'laptop',
    brand: 'Lenovo',
    model: 'T14',
  })),
  promise: '次日上门，16 小时恢复',
  agreement: {
    name: '终端即服务',
    currency: 'CNY',
    startsOn: lastMonth.toString(),
    netDays: 15,
    charges: [
      { code: 'seat', name: '终端席位', price: '258.00', quantity: 3, taxPercent: '13' },
      { code: 'care', name: '驻场', price: '1000', quantity: 1, taxPercent: '6.5' },
    ],
  },
}

async function accepted(content: HandOverContent): Promise<string> {
  const { delivery } = services()
  const { id } = await delivery.openProject(world.context, {
    subject: '南山支行交付',
    customerId,
    fields: { startsOn: '2026-11-01', endsOn: '2026-12-01' },
  })
  await delivery.act(world.context, id, { act: 'deliver' })
  await delivery.act(world.context, id, { act: 'present' })
  await delivery.signAcceptance(world.context, id, { signedBy: '周岚', signedOn: '2026-11-20' })
  await delivery.saveHandOver(world.context, id, content)
  return id
}

async function handOver(id: string) {
  await services().delivery.handOver(world.context, id)
  await world.facet.dispatcher.settled()
  return services().delivery.getProject(world.context, id)
}

const TABLES = [
  'engine.site',
  'engine.case_link',
  'engine.case_entry',
  'fleet.device',
  'fleet.life_entry',
  'subscription.agreement',
  'subscription.action',
] as const

const count = (table: (typeof TABLES)[number]): Promise<number> =>
  world.database.withTenant(world.context, async (tx) => {
    const { n } = await tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`)
    return n
  })

const counts = () => Promise.all(TABLES.map(count))

test('an accepted project becomes a site, an agreement that bills, and live devices', async () => {
  const { party, fleet, subscription } = services()
  const { project, handOver: given, links } = await handOver(await accepted(CONTENT))
  expect(project.state).toBe('handed_over')
  const site = await party.getSite(world.context, given!.siteId)
  expect(site).toMatchObject({ name: '南山支行', organisationId: customerId })

  const [agreement] = await subscription.agreementsInForce(world.context, customerId, today.toString())
  expect(agreement).toMatchObject({ name: '终端即服务', promise: '次日上门，16 小时恢复' })
  expect(links.map(({ ref }) => ref).toSorted()).toEqual([
    `party.site:${site.id}`,
    `subscription.agreement:${agreement!.agreementId}`,
  ])
  const device = (await fleet.findBySerial(world.context, 'PF-2'))!
  expect(device).toMatchObject({ siteId: site.id, customerId, inUseSince: '2026-11-20' })
  expect(device.agreementId).toBe(agreement!.agreementId)
  const { life } = await fleet.getDevice(world.context, device.deviceId)
  expect(life.find(({ kind }) => kind === 'handed_over')?.detail).toMatchObject({ number: project.number })

  const [invoiceId] = await subscription.runInvoices(world.context, thisMonth.toString())
  const { lines } = await subscription.getInvoice(world.context, invoiceId!)
  expect(lines.map(({ charge, netMinor, taxMinor }) => [charge, netMinor, taxMinor])).toEqual([
    ['seat', 77_400n, 10_062n],
    ['care', 100_000n, 6_500n],
  ])
})

test('told twice and backwards, everything is there once and a device keeps its token', async () => {
  const { fleet } = services()
  const device = (await fleet.findBySerial(world.context, 'PF-1'))!
  const token = await fleet.replaceToken(world.context, device.deviceId)
  const before = await counts()
  const events = await world.database.acrossTenants((tx) => readLog(tx, 0n, 10_000))
  const flow = world.facet.wired.contributions
    .find(({ name }) => name === 'flows')!
    .subscribers!.find(({ name }) => name === 'order-to-live-device')!
  const own = events.filter(
    ({ tenantId, name }) => tenantId === world.context.tenantId && name === 'delivery.handed_over',
  )
  expect(own).toHaveLength(1)
  for (const event of [...own, ...own].toReversed())
    for (const reaction of flow.reactions) await reaction.react(event, flow.name)
  expect(await counts()).toEqual(before)
  const answer = await fetch(`http://127.0.0.1:${world.facet.port}/api/v1/${token}/telemetry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"disk_wear": 3}',
  })
  expect(answer.status).toBe(200)
})

test('a site that is there already is used, and more devices join it', async () => {
  const { party, fleet } = services()
  const site = await party.createSite(world.context, {
    organisationId: customerId,
    name: '总部',
    address: '深南大道 2008 号',
    zone: 'Asia/Shanghai',
  })
  const before = await count('engine.site')
  const content = {
    ...CONTENT,
    site: { ...CONTENT.site, siteId: site.id },
    devices: [{ ...CONTENT.devices[0]!, serial: 'PF-9' }],
  }
  await handOver(await accepted(content))
  expect(await count('engine.site')).toBe(before)
  expect((await fleet.findBySerial(world.context, 'PF-9'))?.siteId).toBe(site.id)
})
