import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contribution } from '#engine/assembly'
import type { Context } from '#engine/kernel'
import { createOrganisation, createPerson } from '#engine/party'
import { sql, type Database } from '#engine/store'
import { freshTenant, testDatabase } from '#test/database'
import { openFleet, type FleetService } from '#domains/fleet'
import { KEPT_PER_TENANT, keepUnreadable } from './unreadable/unreadable.ts'
import { assessDevice } from './health/assessment.ts'

let fleet: FleetService
let contribution: Contribution
let port: number
const server = createServer((socket) => contribution.protocols![0]!.accept(socket))

beforeAll(async () => {
  const database = await testDatabase()
  ;({ service: fleet, contribution } = await openFleet({ database }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(async () => {
  await contribution.stop?.()
  server.close()
})

async function laptop(context: Context): Promise<{ deviceId: string; token: string }> {
  return fleet.registerDevice(context, {
    serial: 'PF4K7M2Q',
    name: 'Li Wen’s laptop',
    kind: 'laptop',
    brand: 'Lenovo',
    model: 'ThinkPad X1 Carbon Gen 11',
    inUseSince: '2025-09-01',
  })
}

const connect = (token: string) =>
  connectAsync(`mqtt://127.0.0.1:${port}`, { username: token, reconnectPeriod: 0, connectTimeout: 4000 })

const faultsOf = (database: Database, context: Context) =>
  database.withTenant(context, (tx) =>
    tx.all(sql<{ cause: string; cleared: boolean }>`select cause, cleared_at is not null as cleared from fleet.fault`),
  )

test('a worn disk, reported over MQTT, becomes one fault', async () => {
  const { database, context } = await freshTenant()
  const { deviceId, token } = await laptop(context)
  const client = await connect(token)
  await client.publishAsync('v1/devices/me/telemetry', '{"disk_wear": 78}', { qos: 1 })
  for (const value of [92, 92, 93])
    await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ disk_wear: value }), { qos: 1 })
  const stored = await database.withTenant(context, (tx) =>
    tx.one(sql<{ n: number }>`select count(*)::int as n from fleet.telemetry`),
  )
  expect(stored.n).toBeGreaterThan(0)
  await expect
    .poll(async () => (await fleet.getDevice(context, deviceId)).device.healthState, { timeout: 5000 })
    .toBe('act')
  expect(await faultsOf(database, context)).toEqual([{ cause: 'disk_wear', cleared: false }])
  await client.publishAsync('v1/devices/me/telemetry', '{"disk_wear": 3}', { qos: 1 })
  await expect
    .poll(() => faultsOf(database, context), { timeout: 5000 })
    .toEqual([{ cause: 'disk_wear', cleared: true }])
  await client.endAsync()
})

test('a wrong token is refused, and an old one after it was replaced', async () => {
  const { context } = await freshTenant()
  const { deviceId } = await laptop(context)
  await expect(connect('nobody')).rejects.toThrow(/Bad username or password|Not authorized/i)
  const token = await fleet.replaceToken(context, deviceId)
  await (await connect(token)).endAsync()
})

test('a payload that cannot be read is kept and acknowledged, and the connection lives on', async () => {
  const { database, context } = await freshTenant()
  const { token } = await laptop(context)
  const client = await connect(token)
  await client.publishAsync('v1/devices/me/telemetry', '{"disk_wear": "high"}', { qos: 1 })
  await client.publishAsync('v1/devices/me/nothing', `\u0000${'x'.repeat(5000)}`, { qos: 1 })
  const { items } = await fleet.listUnreadable(context, { limit: 10 })
  expect(items).toMatchObject([
    { topic: 'v1/devices/me/nothing', reason: 'nothing listens on this topic', bytes: 5001 },
    { serial: 'PF4K7M2Q', reason: '/0/disk_wear should be a number', body: '{"disk_wear": "high"}', bytes: 21 },
  ])
  expect(items[0]!.body).toHaveLength(4096)
  await client.publishAsync('v1/devices/me/telemetry', '{"disk_wear": 1}', { qos: 1 })
  const { n } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ n: number }>`select count(*)::int as n from fleet.telemetry`),
  )
  expect(n).toBe(1)
  await client.endAsync()
})

test('every acknowledged message of many devices is in the database', async () => {
  const { database, context } = await freshTenant()
  const devices = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      fleet.registerDevice(context, {
        serial: `S${i}`,
        name: `PC ${i}`,
        kind: 'desktop',
        brand: 'Lenovo',
        model: 'M70',
      }),
    ),
  )
  const clients = await Promise.all(devices.map(({ token }) => connect(token)))
  await Promise.all(
    clients.map(async (client) => {
      for (let i = 0; i < 25; i++)
        await client.publishAsync(
          'v1/devices/me/telemetry',
          JSON.stringify({ ts: 1_700_000_000_000 + i, values: { a: i, b: -i } }),
          { qos: 1 },
        )
    }),
  )
  const { n } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ n: number }>`select count(*)::int as n from fleet.telemetry`),
  )
  expect(n).toBe(20 * 25 * 2)
  await Promise.all(clients.map((client) => client.endAsync()))
})

test('the same source registers one device; another tenant does not see it', async () => {
  const { context } = await freshTenant()
  const other = await freshTenant()
  const device = { serial: 'X1', name: 'X', kind: 'laptop', brand: 'Any', model: 'One', source: 'order:1' }
  const first = await fleet.registerDevice(context, device)
  const second = await fleet.registerDevice(context, device)
  expect(second.deviceId).toBe(first.deviceId)
  await expect(fleet.getDevice(other.context, first.deviceId)).rejects.toMatchObject({ code: 'fleet.device-not-found' })
})

test('what is rare in a stream is told once and makes the device watched', async () => {
  const { database, context } = await freshTenant()
  const { deviceId, token } = await laptop(context)
  const client = await connect(token)
  const start = Date.parse('2026-11-01T00:00:00Z')
  const point = (n: number, value: number) => ({ ts: start + n * 600_000, values: { cpu_temperature: value } })
  const calm = Array.from({ length: 900 }, (_, n) => point(n, 52 + Math.sin(n / 23) * 4 + (n % 7) * 0.2))
  const sick = Array.from({ length: 12 }, (_, n) => point(900 + n, 93))
  await client.publishAsync('v1/devices/me/telemetry', JSON.stringify([...calm, ...sick]), { qos: 1 })
  const unusual = async () => (await fleet.getDevice(context, deviceId)).life.filter(({ kind }) => kind === 'unusual')
  await expect.poll(async () => (await unusual()).length, { timeout: 5000 }).toBeGreaterThan(0)
  expect((await unusual()).length).toBeLessThanOrEqual(2)
  expect((await fleet.getDevice(context, deviceId)).device.health).toBeLessThan(100)
  await database.withTenant(context, (tx) => assessDevice(tx, context, deviceId))
  expect((await unusual()).length).toBeLessThanOrEqual(2)
  await client.endAsync()
})

test('a device cannot jump in its life', async () => {
  const { context } = await freshTenant()
  const { deviceId } = await laptop(context)
  await expect(fleet.reachStage(context, deviceId, 'wiped')).rejects.toMatchObject({ code: 'fleet.stage-not-possible' })
  for (const stage of ['returning', 'quarantined', 'wiped', 'graded', 'recycled'] as const)
    await fleet.reachStage(context, deviceId, stage)
  const { life } = await fleet.getDevice(context, deviceId)
  expect(life.map(({ kind }) => kind)).toEqual(['stage', 'stage', 'stage', 'stage', 'stage', 'registered'])
})

test('a list says whose devices they are, and which are silent', async () => {
  const { database, context } = await freshTenant()
  const [bank, person] = await database.withTenant(context, async (tx) => {
    const organisation = await createOrganisation(tx, context, { kind: 'customer', name: '恒泰银行' })
    return [organisation, await createPerson(tx, context, { organisationId: organisation.id, name: '李雯' })] as const
  })
  const { deviceId } = await fleet.registerDevice(context, {
    serial: 'PF4K7M2Q',
    name: 'Laptop',
    kind: 'laptop',
    brand: 'Lenovo',
    model: 'ThinkPad X1',
    customerId: bank.id,
    personId: person.id,
  })
  const silent = await fleet.listDevices(context, { state: 'offline', limit: 10 })
  expect(silent.items).toEqual([
    expect.objectContaining({ deviceId, customerName: '恒泰银行', personName: '李雯', online: false }),
  ])
  const { device, limits } = await fleet.getDevice(context, deviceId)
  expect(device.customerName).toBe('恒泰银行')
  expect(limits).toContainEqual({ key: 'disk_wear', actAt: 90 })
})

test('a babbling device fills no more than its company’s list, and what was seen leaves it', async () => {
  const { database, context } = await freshTenant()
  const { deviceId } = await laptop(context)
  const device = { tenantId: context.tenantId, deviceId }
  for (let n = 1; n <= KEPT_PER_TENANT + 3; n++) {
    await keepUnreadable(database, device, { topic: 't', reason: 'r', payload: String(n) })
  }
  const { items } = await fleet.listUnreadable(context, { limit: KEPT_PER_TENANT + 10 })
  expect([items.length, items[0]!.body, items.at(-1)!.body]).toEqual([KEPT_PER_TENANT, '203', '4'])
  await fleet.dismissUnreadable(context, items[0]!.unreadableId)
  expect((await fleet.listUnreadable(context, { limit: 1 })).items[0]!.body).toBe('202')
  await expect(fleet.dismissUnreadable(context, items[0]!.unreadableId)).rejects.toMatchObject({
    code: 'fleet.unreadable-not-found',
  })
  const other = await freshTenant()
  expect((await fleet.listUnreadable(other.context, { limit: 1 })).items).toEqual([])
})

test('a device tells what may come next in its life', async () => {
  const { context } = await freshTenant()
  const { deviceId } = await fleet.registerDevice(context, {
    serial: 'S1',
    name: 'Spare',
    kind: 'laptop',
    brand: 'Lenovo',
    model: 'T14',
    stage: 'buffer',
  })
  expect((await fleet.getDevice(context, deviceId)).nextStages).toEqual(['shipped', 'deployed', 'staged'])
  await fleet.reachStage(context, deviceId, 'deployed')
  expect((await fleet.getDevice(context, deviceId)).nextStages).toEqual(['in_repair', 'returning', 'lost'])
})
