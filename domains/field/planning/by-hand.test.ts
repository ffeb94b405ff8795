import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { freshTenant } from '#test/database'
import { openField, type FieldService, type Visit } from '#domains/field'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const DAY = '2026-11-20'
const at = (time: string): string => `${DAY}T${time}:00+08:00`
const iso = (time: string): string => new Date(at(time)).toISOString()

interface World {
  readonly database: Database
  readonly context: Context
  readonly field: FieldService
  /** Of Chen, who knows laptops, and of He, who knows networks. */
  readonly chen: string
  readonly he: string
  readonly near: string
  readonly far: string
}

/** Two technicians who live in Futian, one site beside them, one 25 km away, and a depot with one SSD. */
async function world(): Promise<World> {
  frozen = freezeClock(at('08:00'))
  const { database, context } = await freshTenant()
  const [near, far, depot, customer, chen, he] = [newId(), newId(), newId(), newId(), newId(), newId()]
  const t = context.tenantId
  await database.withTenant(context, async (tx) => {
    await tx.run(
      sql`insert into engine.organisation (tenant_id, id, path, kind, name) values (${t}, ${customer}, ${[customer]}::uuid[], 'customer', '恒泰银行')`,
    )
    await tx.run(sql`insert into engine.site (tenant_id, id, organisation_id, name, address, zone, longitude, latitude)
      values (${t}, ${near}, ${customer}, '福田支行', '', 'Asia/Shanghai', 114.035, 22.541),
        (${t}, ${far}, ${customer}, '龙岗支行', '', 'Asia/Shanghai', 114.25, 22.72)`)
    await tx.run(sql`insert into field.stock_location (tenant_id, location_id, kind, name, longitude, latitude, opens, closes)
      values (${t}, ${depot}, 'warehouse', '福田仓', 114.04, 22.53, '08:00', '20:00')`)
    await tx.run(sql`insert into field.part (tenant_id, code, name, name_en) values (${t}, 'SSD', '固态硬盘', 'SSD')`)
    await tx.run(
      sql`insert into field.stock (tenant_id, location_id, part_code, on_hand) values (${t}, ${depot}, 'SSD', 1)`,
    )
    for (const [id, name, skills] of [
      [chen, '陈志强', { laptop: 3 }],
      [he, '何俊', { network: 2 }],
    ] as const) {
      await tx.run(sql`insert into field.technician (tenant_id, technician_id, name, longitude, latitude, skills)
        values (${t}, ${id}, ${name}, 114.03, 22.54, ${JSON.stringify(skills)})`)
      await tx.run(sql`insert into field.shift (tenant_id, technician_id, day, starts_at, ends_at)
        values (${t}, ${id}, ${DAY}, ${at('09:00')}, ${at('18:00')})`)
    }
  })
  const { service } = openField({ database, trackingKey: randomBytes(32) })
  return { database, context, field: service, chen, he, near, far }
}

const request = ({ field, context }: World, siteId: string, over: object = {}): Promise<Visit> =>
  field.requestVisit(context, { subject: 'Mend', siteId, skills: { laptop: 2 }, ...over })

const move = ({ field, context }: World, visit: Visit, technicianId: string, time: string, draftId?: string) =>
  field.moveVisit(context, { day: DAY, visitId: visit.visitId, technicianId, startsAt: at(time), draftId })

const rulesOf = (remarks: readonly { rule: string }[]): string[] => remarks.map(({ rule }) => rule)

/** A visit that is published at that time. */
async function published(w: World, siteId: string, time: string, over: object = {}): Promise<Visit> {
  const visit = await request(w, siteId, over)
  const { draft } = await move(w, visit, w.chen, time)
  const [done] = await w.field.publish(w.context, draft!.draftId)
  return done!
}

describe('a move by hand', () => {
  test.each([
    { who: 'chen', time: '10:00', rules: [], because: 'skill, time and way all fit' },
    { who: 'he', time: '10:00', rules: ['skill'], because: 'he knows no laptops' },
    { who: 'chen', time: '07:30', rules: ['past', 'shift'], because: 'it is eight, and the shift begins at nine' },
    { who: 'chen', time: '09:00', rules: ['travel'], because: 'the way from home takes some minutes' },
    { who: 'chen', time: '19:00', rules: ['shift'], because: 'even overtime is over' },
  ] as const)('to $who at $time is refused by $rules: $because', async ({ who, time, rules }) => {
    const w = await world()
    const { draft, obstacles } = await move(w, await request(w, w.near), w[who], time)
    expect(rulesOf(obstacles)).toEqual(rules)
    expect(draft === null).toBe(rules.length > 0)
  })

  test('is refused where it would overlap, or where the way to the neighbour is too long', async () => {
    const w = await world()
    const first = await published(w, w.near, '10:00')
    const other = await request(w, w.far)
    const overlapping = await move(w, other, w.chen, '10:30')
    expect(overlapping.obstacles).toContainEqual({ rule: 'overlap', number: first.number })
    const { obstacles } = await move(w, other, w.chen, '11:00')
    expect(obstacles).toEqual([
      { rule: 'travel', number: first.number, haveSeconds: 900, needSeconds: expect.any(Number) },
    ])
    expect(obstacles[0]!.needSeconds).toBeGreaterThan(1800)
  })

  test('takes its part from the store on the way, and not twice', async () => {
    const w = await world()
    const first = await request(w, w.near, { partCodes: ['SSD'] })
    const { draft } = await move(w, first, w.chen, '11:00')
    expect(draft!.changes[0]).toMatchObject({ byHand: true, holds: [{ partCode: 'SSD', quantity: 1 }] })
    const second = await request(w, w.near, { partCodes: ['SSD'] })
    const { obstacles } = await move(w, second, w.chen, '15:00', draft!.draftId)
    expect(obstacles).toEqual([{ rule: 'parts', names: ['SSD'] }])
  })

  test('warns of what it costs: a promise, a deadline, overtime, the break', async () => {
    const w = await world()
    const visit = await published(w, w.near, '10:00', { dueAt: at('11:00') })
    const { warnings } = await move(w, visit, w.chen, '17:30')
    expect(rulesOf(warnings)).toEqual(['late', 'overtime', 'confirmed'])
    const long = await request(w, w.near, { serviceMinutes: 120 })
    expect(rulesOf((await move(w, long, w.chen, '12:00')).warnings)).toEqual(['break'])
  })

  test('is nothing before it is published, and going back to the draft before undoes it', async () => {
    const w = await world()
    const visit = await published(w, w.near, '10:00')
    const { draft: first } = await move(w, visit, w.chen, '14:00')
    const { draft: second } = await move(w, visit, w.chen, '15:00', first!.draftId)
    expect(await w.field.getVisit(w.context, visit.visitId)).toMatchObject({ startsAt: visit.startsAt })
    expect((await w.field.readDraft(w.context, first!.draftId)).changes[0]).toMatchObject({ startsAt: iso('14:00') })
    const { draft: back } = await move(w, visit, w.chen, '10:00', second!.draftId)
    expect(back!.changes).toEqual([])
  })

  test('stays where it was put when the rest is planned again', async () => {
    const w = await world()
    const [put] = [await request(w, w.near), await request(w, w.far)]
    const { draft } = await move(w, put, w.chen, '16:20')
    const again = await w.field.planDay(w.context, DAY, { seconds: 0.3, seed: 1, draftId: draft!.draftId })
    expect(again.changes).toHaveLength(2)
    expect(again.changes.find(({ visitId }) => visitId === put.visitId)).toMatchObject({
      startsAt: iso('16:20'),
      byHand: true,
    })
  })
})

describe('a locked visit', () => {
  test('is moved by no plan and by no hand, until it is unlocked', async () => {
    const w = await world()
    const visit = await published(w, w.near, '13:30')
    // Five hours beside the break fit into the day only if the visit in its middle gives way.
    const urgent = await request(w, w.near, { priority: 'p1', serviceMinutes: 300 })
    const plan = () => w.field.planDay(w.context, DAY, { seconds: 0.3, seed: 1 })
    expect((await plan()).changes.map(({ visitId }) => visitId)).toContain(urgent.visitId)
    const locked = await w.field.lockVisit(w.context, visit.visitId, true)
    expect(locked).toMatchObject({ locked: true, version: visit.version + 1 })
    expect(await plan()).toMatchObject({ changes: [], summary: { unplanned: [{ visitId: urgent.visitId }] } })
    expect(rulesOf((await move(w, visit, w.chen, '16:00')).obstacles)).toEqual(['locked'])
    await w.field.lockVisit(w.context, visit.visitId, false)
    expect((await move(w, visit, w.chen, '16:30')).draft).not.toBeNull()
  })

  test('refuses a draft that was made before it was locked', async () => {
    const w = await world()
    const visit = await published(w, w.near, '10:00')
    const { draft } = await move(w, visit, w.chen, '14:00')
    await w.field.lockVisit(w.context, visit.visitId, true)
    await expect(w.field.publish(w.context, draft!.draftId)).rejects.toMatchObject({ code: 'field.draft-stale' })
  })

  test('has to be planned first', async () => {
    const w = await world()
    const { visitId } = await request(w, w.near)
    await expect(w.field.lockVisit(w.context, visitId, true)).rejects.toMatchObject({ code: 'field.step-not-possible' })
  })
})

describe('why', () => {
  const ask = ({ field, context }: World, { visitId }: Visit, draftId?: string) =>
    field.why(context, { visitId, day: DAY, draftId })

  test('tells what it costs where it stands, and the rule that refuses the others', async () => {
    const w = await world()
    const visit = await request(w, w.near)
    const { draft } = await move(w, visit, w.chen, '10:00')
    const why = await ask(w, visit, draft!.draftId)
    expect(why).toMatchObject({ technicianId: w.chen, startsAt: iso('10:00') })
    expect(why.verdicts).toEqual([
      expect.objectContaining({ technicianId: w.chen, planned: true, refused: null, costSeconds: expect.any(Number) }),
      expect.objectContaining({ technicianId: w.he, planned: false, refused: 'skill', skills: ['laptop 2'] }),
    ])
  })

  test.each([
    { over: { partCodes: ['SSD', 'SSD'] }, refused: 'parts', because: 'there is only one' },
    { over: { skills: { laptop: 4 } }, refused: 'skill', because: 'he has level 3' },
    { over: { serviceMinutes: 590 }, refused: 'day', because: 'the shift has nine hours, one of them a break' },
  ])('an unplanned visit is kept from everybody by $refused: $because', async ({ over, refused }) => {
    const w = await world()
    const { technicianId, verdicts } = await ask(w, await request(w, w.near, over))
    expect(technicianId).toBeNull()
    expect(verdicts.find((verdict) => verdict.technicianId === w.chen)).toMatchObject({ refused })
  })
})

test('a draft is compared with the day as it is published', async () => {
  const w = await world()
  const [first] = [await published(w, w.near, '10:00'), await published(w, w.far, '13:30')]
  const last = await published(w, w.near, '15:30')
  const { draft } = await move(w, last, w.chen, '10:50')
  const { travelSeconds, presentTravelSeconds } = draft!.summary
  expect(first.siteId).toBe(last.siteId)
  // Two ways between the sites and two beside home before; now the far one is on the way home.
  expect(presentTravelSeconds).toBeGreaterThan(travelSeconds)
  expect(travelSeconds).toBeGreaterThan(3600)
})
