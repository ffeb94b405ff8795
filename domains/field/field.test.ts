import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { freshTenant } from '#test/database'
import { openField, type FieldService, type VisitReport } from '#domains/field'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const DAY = '2026-11-20'
const at = (time: string): string => `${DAY}T${time}:00+08:00`

interface World {
  readonly database: Database
  readonly context: Context
  readonly field: FieldService
  readonly siteId: string
  readonly depot: string
  readonly van: string
}

/** Two technicians in Shenzhen, one depot with two SSDs, and a van without any. */
async function world(): Promise<World> {
  frozen = freezeClock(at('09:00'))
  const { database, context } = await freshTenant()
  const [siteId, depot, van, customer] = [newId(), newId(), newId(), newId()]
  const t = context.tenantId
  await database.withTenant(context, async (tx) => {
    await tx.run(
      sql`insert into engine.organisation (tenant_id, id, path, kind, name) values (${t}, ${customer}, ${[customer]}::uuid[], 'customer', '恒泰银行')`,
    )
    await tx.run(sql`insert into engine.site (tenant_id, id, organisation_id, name, address, zone, longitude, latitude)
      values (${t}, ${siteId}, ${customer}, '福田支行', '深南大道 2008 号', 'Asia/Shanghai', 114.055, 22.541)`)
    await tx.run(sql`insert into field.stock_location (tenant_id, location_id, kind, name, longitude, latitude, opens, closes)
      values (${t}, ${depot}, 'warehouse', '福田仓', 114.06, 22.53, '08:00', '20:00'), (${t}, ${van}, 'van', '陈志强的车', null, null, '00:00', '23:59')`)
    await tx.run(
      sql`insert into field.part (tenant_id, code, name, name_en) values (${t}, 'SSD-1T', '固态硬盘 1 TB', 'SSD 1 TB')`,
    )
    await tx.run(
      sql`insert into field.stock (tenant_id, location_id, part_code, on_hand, reorder_at) values (${t}, ${depot}, 'SSD-1T', 2, 1)`,
    )
    for (const [name, skills, vanId] of [
      ['陈志强', { laptop: 3 }, van],
      ['何俊', { network: 2 }, null],
    ] as const) {
      const id = newId()
      await tx.run(sql`insert into field.technician (tenant_id, technician_id, name, longitude, latitude, skills, van_id)
        values (${t}, ${id}, ${name}, 114.03, 22.54, ${JSON.stringify(skills)}, ${vanId})`)
      await tx.run(sql`insert into field.shift (tenant_id, technician_id, day, starts_at, ends_at)
        values (${t}, ${id}, ${DAY}, ${at('09:00')}, ${at('18:00')})`)
    }
  })
  const { service } = openField({ database, trackingKey: randomBytes(32) })
  return { database, context, field: service, siteId, depot, van }
}

const swap = (siteId: string, source: string) => ({
  subject: 'Swap SSD',
  siteId,
  reason: 'desk.incident:1',
  partCodes: ['SSD-1T'],
  skills: { laptop: 2 },
  priority: 'p2' as const,
  source,
})

const stockOf = ({ database, context }: World) =>
  database.withTenant(context, (tx) =>
    tx.one(sql<{ onHand: number; reserved: number }>`select on_hand as "onHand", reserved from field.stock`),
  )

const plan = ({ field, context }: World) => field.planDay(context, DAY, { seconds: 0.2, seed: 1 })

test('the right technician gets the visit and the part is held with it', async () => {
  const w = await world()
  const visit = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  expect(visit).toMatchObject({ state: 'requested', number: expect.stringMatching(/^WO-/) })
  const draft = await plan(w)
  expect(draft.changes).toEqual([
    expect.objectContaining({
      visitId: visit.visitId,
      technicianName: '陈志强',
      holds: [{ locationId: w.depot, partCode: 'SSD-1T', quantity: 1 }],
    }),
  ])
  expect(await stockOf(w)).toEqual({ onHand: 2, reserved: 0 })
  const [published] = await w.field.publish(w.context, draft.draftId)
  expect(published).toMatchObject({ state: 'planned', confirmed: true })
  expect(await stockOf(w)).toEqual({ onHand: 2, reserved: 1 })
})

test('visits and parts are found by number, code and words', async () => {
  const w = await world()
  const { visitId, number } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  const found = async (text: string) => {
    const query = { text, limit: 5 }
    const visits = await w.field.findVisits(w.context, query)
    return [visits.map((visit) => visit.visitId), await w.field.findParts(w.context, query)]
  }
  const part = { code: 'SSD-1T', name: '固态硬盘 1 TB', nameEn: 'SSD 1 TB', free: 2, places: 1 }
  expect(await found(number.slice(0, 6))).toEqual([[visitId], []])
  expect(await found('ssd')).toEqual([[visitId], [part]])
  expect(await found('固态')).toEqual([[], [part]])
  expect(await found('welding')).toEqual([[], []])
})

test('publishing twice publishes once', async () => {
  const w = await world()
  await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  const { draftId } = await plan(w)
  await w.field.publish(w.context, draftId)
  await w.field.publish(w.context, draftId)
  expect(await stockOf(w)).toEqual({ onHand: 2, reserved: 1 })
})

test('a part that went meanwhile refuses the whole plan, and nothing of it happens', async () => {
  const w = await world()
  const visit = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  const { draftId } = await plan(w)
  await w.database.withTenant(w.context, (tx) => tx.run(sql`update field.stock set on_hand = 0`))
  await expect(w.field.publish(w.context, draftId)).rejects.toMatchObject({ code: 'field.parts-gone', status: 409 })
  expect(await w.field.getVisit(w.context, visit.visitId)).toMatchObject({ state: 'requested', technicianId: null })
})

test('two plans for the last parts: one is published, the other is told', async () => {
  const w = await world()
  for (const source of ['s1', 's2']) await w.field.requestVisit(w.context, swap(w.siteId, source))
  const first = await plan(w)
  const second = await plan(w)
  const results = await Promise.allSettled([
    w.field.publish(w.context, first.draftId),
    w.field.publish(w.context, second.draftId),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await stockOf(w)).toEqual({ onHand: 2, reserved: 2 })
})

test('what nobody can do stays unplanned and is named', async () => {
  const w = await world()
  const visit = await w.field.requestVisit(w.context, { ...swap(w.siteId, 's1'), skills: { welding: 1 } })
  const { changes, summary } = await plan(w)
  expect(changes).toEqual([])
  expect(summary.unplanned).toEqual([{ visitId: visit.visitId, number: visit.number }])
})

const report = (source: string): VisitReport => ({
  source,
  completedAt: at('14:40'),
  arrivedAt: at('14:02'),
  solved: true,
  note: 'SSD swapped, image restored',
  checklist: [{ item: 'Backup verified', done: true }],
  usedParts: [{ code: 'SSD-1T', quantity: 1, newSerial: 'N1', oldSerial: 'O1', defectiveBack: true }],
  photoIds: [],
})

test('a report from the basement counts once, moves the stock and expects the defective back', async () => {
  const w = await world()
  const { visitId } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  await w.field.publish(w.context, (await plan(w)).draftId)
  await w.field.startTravel(w.context, visitId)
  await w.field.arrive(w.context, visitId, at('14:02'))
  const done = await Promise.all([1, 2, 3].map(() => w.field.complete(w.context, visitId, report('phone:1-0001'))))
  expect(done.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed'])
  expect(await stockOf(w)).toEqual({ onHand: 1, reserved: 0 })
  const rows = await w.database.withTenant(w.context, (tx) =>
    tx.one(
      sql`select (select count(*)::int from field.stock_movement) as moves, (select count(*)::int from field.due_back) as back`,
    ),
  )
  expect(rows).toEqual({ moves: 1, back: 1 })
})

test('a re-plan leaves a confirmed visit where it is when an urgent one comes', async () => {
  const w = await world()
  const calm = await w.field.requestVisit(w.context, { ...swap(w.siteId, 's1'), priority: 'p4' })
  await w.field.publish(w.context, (await plan(w)).draftId)
  const before = await w.field.getVisit(w.context, calm.visitId)
  await w.field.requestVisit(w.context, { ...swap(w.siteId, 's2'), priority: 'p1' })
  const draft = await plan(w)
  expect(draft.summary.confirmedMoved).toBe(0)
  await w.field.publish(w.context, draft.draftId)
  expect((await w.field.getVisit(w.context, calm.visitId)).startsAt).toBe(before.startsAt)
})

test('a technician cannot act on the visit of another', async () => {
  const w = await world()
  const { visitId } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  await w.field.publish(w.context, (await plan(w)).draftId)
  const somebody: Context = {
    ...w.context,
    actor: { kind: 'user', id: newId(), name: '何俊', roles: ['technician'], teamIds: [] },
  }
  const refusal = { code: 'field.not-your-visit', status: 403 }
  await expect(w.field.startTravel(somebody, visitId)).rejects.toMatchObject(refusal)
  await expect(w.field.complete(somebody, visitId, report('phone:other-1'))).rejects.toMatchObject(refusal)
})

test("the customer's link opens this visit and nothing else", async () => {
  const w = await world()
  const { visitId } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  const token = w.field.trackingPath(w.context, visitId).split('/').at(-1)!
  expect((await w.field.track(token)).visit.visitId).toBe(visitId)
  const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
  expect(() => w.field.track(forged)).toThrow('field.tracking-unknown')
})

test('a sheet carries what is needed where there is no network', async () => {
  const w = await world()
  const { visitId } = await w.field.requestVisit(w.context, { ...swap(w.siteId, 's1'), checklist: ['Backup verified'] })
  const draft = await plan(w)
  expect(await w.field.readDraft(w.context, draft.draftId)).toMatchObject({ ...draft, published: false })
  await w.field.publish(w.context, draft.draftId)
  expect(await w.field.readDraft(w.context, draft.draftId)).toMatchObject({ published: true })
  expect(await w.field.sheet(w.context, visitId)).toMatchObject({
    siteName: '福田支行',
    technicianName: '陈志强',
    checklist: ['Backup verified'],
    site: { address: '深南大道 2008 号' },
    person: null,
    holds: [{ partCode: 'SSD-1T', locationName: '福田仓', locationKind: 'warehouse', quantity: 1, state: 'held' }],
  })
})

test('a cancelled visit frees its part, ends its work order and is told to the customer; once', async () => {
  const w = await world()
  const { visitId, number } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  await w.field.publish(w.context, (await plan(w)).draftId)
  await w.field.startTravel(w.context, visitId)
  const token = w.field.trackingPath(w.context, visitId).split('/').at(-1)!
  for (const reason of ['Mended by phone', 'Again']) {
    expect(await w.field.cancelVisit(w.context, visitId, reason)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Mended by phone',
    })
  }
  expect(await stockOf(w)).toEqual({ onHand: 2, reserved: 0 })
  expect((await w.field.track(token)).visit.state).toBe('cancelled')
  expect((await w.field.board(w.context, DAY)).visits).toEqual([])
  const order = await w.database.withTenant(w.context, (tx) =>
    tx.one(sql<{ state: string }>`select state from engine.case where number = ${number}`),
  )
  expect(order.state).toBe('cancelled')
  await expect(w.field.complete(w.context, visitId, report('phone:late-1'))).rejects.toMatchObject({
    code: 'field.step-not-possible',
  })
})

test('what is done is not cancelled any more', async () => {
  const w = await world()
  const { visitId } = await w.field.requestVisit(w.context, swap(w.siteId, 's1'))
  await w.field.publish(w.context, (await plan(w)).draftId)
  await w.field.complete(w.context, visitId, report('phone:1-0001'))
  await expect(w.field.cancelVisit(w.context, visitId, 'Too late')).rejects.toMatchObject({
    code: 'field.step-not-possible',
  })
})
