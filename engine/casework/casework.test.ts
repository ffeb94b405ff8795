import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { clocksOf, createCalendars } from '#engine/calendar'
import {
  addEntry,
  addTask,
  assignCase,
  casesLinkedTo,
  completeTask,
  countCases,
  createCasework,
  editCase,
  findCase,
  followDue,
  getCase,
  linkCase,
  linksOf,
  listCases,
  openCase,
  possibleActs,
  stopMetric,
  tasksOf,
  timelineOf,
  transition,
  unwatchCase,
  watchCase,
  watchersOf,
  workloadOf,
  type CaseQuery,
  type EditCase,
} from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { freshTenant } from '#test/database'
import { repairCase, type OpenRepair, type RepairMove, type RepairShape } from './example.ts'

const WEEKDAY: [string, string][] = [['09:00', '18:00']]
const OFFICE = {
  tz: 'Asia/Shanghai',
  weekly: { '0': WEEKDAY, '1': WEEKDAY, '2': WEEKDAY, '3': WEEKDAY, '4': WEEKDAY },
}

let frozen: FrozenClock
beforeEach(() => {
  // Friday 10:00 in Shanghai.
  frozen = freezeClock('2026-11-20T02:00:00Z')
})
afterEach(() => frozen.release())

async function workshop() {
  const { database, context } = await freshTenant()
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  const open = (input: Partial<OpenRepair> = {}, by: Context = context) =>
    within((tx) => openCase(tx, by, repairCase, { subject: 'The lamp is dark', fields: { fault: 'dark' }, ...input }))
  const act = (id: string, move: RepairMove) => within((tx) => transition(tx, context, repairCase, id, move))
  const list = (query: Partial<CaseQuery> = {}, by: Context = context) =>
    within((tx) => listCases(tx, by, repairCase, { limit: 50, ...query }))
  const timeline = (id: string, by: Context = context) =>
    within((tx) => timelineOf(tx, by, repairCase, id, { limit: 50, order: 'oldest' }))
  const clocks = async (id: string) =>
    Object.fromEntries(
      (await within((tx) => clocksOf(tx, context, [`repair:${id}`]))).map((each) => [each.metric, each]),
    )
  return { database, context, within, open, act, list, timeline, clocks }
}

async function customers(within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, context: Context) {
  const [a, b] = [newId(), newId()]
  await within((tx) =>
    tx.run(sql`
      insert into engine.organisation (tenant_id, id, path, kind, name)
      select ${context.tenantId}, id, array[id], 'customer', id::text from unnest(${[a, b]}::uuid[]) id`),
  )
  const asUserOf = (customerId: string): Context => ({
    ...context,
    actor: { kind: 'customer', id: 'c', name: 'Customer', roles: ['customer'], teamIds: [], customerId },
  })
  return { a, b, asUserOf }
}

test('a case is opened with a number, a first entry and its clocks', async () => {
  const { context, within, open, timeline, clocks } = await workshop()
  const { record, isNew } = await open({ priority: 'high', text: 'It went out at night' })
  expect(isNew).toBe(true)
  expect(record).toMatchObject({ number: 'REP-2026-000001', state: 'new', stateGroup: 'open', version: 1 })
  expect(await within((tx) => getCase(tx, context, repairCase, record.id))).toEqual(record)
  expect((await timeline(record.id)).items).toMatchObject([
    { seq: 1, kind: 'state', text: 'It went out at night', data: { act: 'open', to: 'new' }, actorId: 'test' },
  ])
  expect(await clocks(record.id)).toMatchObject({
    first_response: { dueAt: '2026-11-20T02:15:00.000Z' },
    repair: { dueAt: '2026-11-20T06:00:00.000Z' },
  })
  expect(record.dueAt).toBe('2026-11-20T02:15:00.000Z')
})

test('the year of a number is the year of the tenant', async () => {
  const { open } = await workshop()
  frozen.set('2026-12-31T16:00:00Z')
  expect((await open()).record.number).toBe('REP-2027-000001')
})

test('a source opens one case, however often and however closely it asks', async () => {
  const { open, list } = await workshop()
  const opened = await Promise.all(Array.from({ length: 8 }, () => open({ source: 'fault:1' })))
  expect(new Set(opened.map(({ record }) => record.id)).size).toBe(1)
  expect(opened.filter(({ isNew }) => isNew).length).toBe(1)
  expect((await open()).record.number).toBe('REP-2026-000002')
  expect((await list()).items.length).toBe(2)
})

test('wrong fields are refused, every one, and nothing is numbered', async () => {
  const { open } = await workshop()
  await expect(open({ fields: { fault: '', hours: -1, colour: 'red' } as never })).rejects.toMatchObject({
    code: 'engine.invalid-input',
    problems: [{ path: '/fields/fault' }, { path: '/fields/hours' }, { path: '/fields/colour' }],
  })
  expect((await open()).record.number).toBe('REP-2026-000001')
})

test('an unknown customer is refused by name', async () => {
  const { open } = await workshop()
  await expect(open({ customerId: newId() })).rejects.toMatchObject({
    code: 'engine.unknown-party',
    problems: [{ path: '/customerId' }],
  })
})

test('an act asks for what it needs, all at once, and then leads on', async () => {
  const { open, act, timeline } = await workshop()
  const { id } = (await open()).record
  await expect(act(id, { act: 'start' })).rejects.toMatchObject({
    code: 'engine.fields-missing',
    problems: [{ path: '/assigneeId', message: 'is needed to start' }],
  })
  await act(id, { act: 'start', assigneeId: newId() })
  await expect(act(id, { act: 'finish', fields: { hours: -2 } })).rejects.toMatchObject({
    problems: [{ path: '/fields/resolution' }, { path: '/fields/hours' }],
  })
  const { record, from } = await act(id, { act: 'finish', fields: { resolution: 'new bulb', hours: 1 }, text: 'Lit' })
  expect(record).toMatchObject({
    state: 'finished',
    stateGroup: 'done',
    version: 3,
    doneAt: '2026-11-20T02:00:00.000Z',
  })
  expect(from).toBe('working')
  expect((await timeline(id)).items.at(-1)).toMatchObject({
    seq: 3,
    text: 'Lit',
    data: { act: 'finish', changes: { 'fields.resolution': { before: null, after: 'new bulb' } } },
  })
})

test('an act that the state does not know, an old version and a guard are refused', async () => {
  const { context, within, open, act } = await workshop()
  const { id } = (await open({ assigneeId: newId() })).record
  await expect(act(id, { act: 'close' })).rejects.toMatchObject({ code: 'engine.act-not-possible', status: 409 })
  await act(id, { act: 'start', expectedVersion: 1 })
  await expect(act(id, { act: 'wait', expectedVersion: 1 })).rejects.toMatchObject({ status: 412 })
  const task = await within((tx) => addTask(tx, context, repairCase, id, { title: 'Switch the power off' }))
  const finish: RepairMove = { act: 'finish', fields: { resolution: 'bulb', hours: 1 } }
  await expect(act(id, finish)).rejects.toMatchObject({ code: 'test.tasks-open', params: { openTasks: 1 } })
  for (let twice = 0; twice < 2; twice++) await within((tx) => completeTask(tx, context, repairCase, id, task.id))
  expect((await act(id, finish)).record.openTasks).toBe(0)
  await expect(act(newId(), finish)).rejects.toMatchObject({ status: 404 })
})

test('of two who act on one version, one is refused', async () => {
  const { open, act } = await workshop()
  const { id } = (await open({ assigneeId: newId() })).record
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => act(id, { act: 'start', expectedVersion: 1 })))
  expect(tries.filter(({ status }) => status === 'fulfilled').length).toBe(1)
})

test('a source acts once', async () => {
  const { open, act, timeline } = await workshop()
  const { id } = (await open({ assigneeId: newId() })).record
  const moves = await Promise.all(Array.from({ length: 4 }, () => act(id, { act: 'start', source: 'visit:1' })))
  expect(moves.map(({ isNew }) => isNew).sort()).toEqual([false, false, false, true])
  expect(moves.map(({ from }) => from)).toEqual(['new', 'new', 'new', 'new'])
  expect((await timeline(id)).items.length).toBe(2)
})

test('clocks pause while the case waits, stop when it is done, go on when it is reopened', async () => {
  const { open, act, clocks } = await workshop()
  const { id } = (await open({ assigneeId: newId() })).record
  await act(id, { act: 'start' })
  expect(await clocks(id)).toMatchObject({ first_response: { state: 'met' }, repair: { state: 'running' } })
  frozen.advance(3_600_000)
  expect((await act(id, { act: 'wait' })).record.dueAt).toBeNull()
  frozen.advance(3_600_000)
  expect((await act(id, { act: 'resume' })).record.dueAt).toBe('2026-11-20T11:00:00.000Z')
  frozen.advance(3_600_000)
  const finish: RepairMove = { act: 'finish', fields: { resolution: 'bulb', hours: 1 } }
  expect((await act(id, finish)).record).toMatchObject({ dueAt: null, doneAt: '2026-11-20T05:00:00.000Z' })
  expect(await clocks(id)).toMatchObject({ repair: { state: 'met', usedSeconds: 7200 } })
  frozen.advance(3_600_000)
  const { record } = await act(id, { act: 'reopen' })
  expect(record).toMatchObject({ doneAt: null, dueAt: '2026-11-20T12:00:00.000Z' })
  expect(await clocks(id)).toMatchObject({ first_response: { state: 'met' }, repair: { state: 'running' } })
})

test('a dropped case has broken no promise; work done offline stops the clock when it was done', async () => {
  const { open, act, clocks } = await workshop()
  const dropped = (await open()).record.id
  await act(dropped, { act: 'drop' })
  expect(await clocks(dropped)).toEqual({})
  const { id } = (await open({ assigneeId: newId() })).record
  frozen.advance(7_200_000)
  await act(id, { act: 'start', at: '2026-11-20T10:30:00+08:00' })
  expect(await clocks(id)).toMatchObject({ first_response: { state: 'met', stoppedAt: '2026-11-20T02:30:00.000Z' } })
})

test('a first answer keeps its promise without a change of state, and no later act takes it back', async () => {
  const { context, within, open, act, clocks } = await workshop()
  const { id } = (await open({ assigneeId: newId() })).record
  await within((tx) => stopMetric(tx, context, repairCase, id, 'first_response'))
  expect((await within((tx) => getCase(tx, context, repairCase, id))).dueAt).toBe('2026-11-20T10:00:00.000Z')
  frozen.advance(3_600_000)
  await act(id, { act: 'start' })
  await act(id, { act: 'wait' })
  expect(await clocks(id)).toMatchObject({ first_response: { stoppedAt: '2026-11-20T02:00:00.000Z' } })
})

test('a new priority means new targets on the same past', async () => {
  const { context, within, open, clocks } = await workshop()
  const { id } = (await open()).record
  frozen.advance(600_000)
  const edited = await within((tx) => editCase(tx, context, repairCase, id, { priority: 'high' }))
  expect(edited).toMatchObject({ priority: 'high', version: 2, dueAt: '2026-11-20T02:15:00.000Z' })
  expect(await clocks(id)).toMatchObject({ repair: { targetSeconds: 14_400, startedAt: '2026-11-20T02:00:00.000Z' } })
})

test('an agreement gives other targets, takes a promise away, and brings one later', async () => {
  const { context, within, open, clocks } = await workshop()
  const { id } = (await open({ sla: { first_response: null, repair: { targetSeconds: 60 } } })).record
  expect(Object.keys(await clocks(id))).toEqual(['repair'])
  await within((tx) =>
    editCase(tx, context, repairCase, id, { sla: { first_response: { targetSeconds: 300 }, repair: null } }),
  )
  expect(Object.keys(await clocks(id))).toEqual(['first_response'])
})

test('an edit names what it changed; null empties a field; nothing changed is no new version', async () => {
  const { context, within, open, timeline } = await workshop()
  const { id } = (await open({ fields: { fault: 'dark', hours: 2 } })).record
  const edit = (changes: EditCase<RepairShape>) => within((tx) => editCase(tx, context, repairCase, id, changes))
  expect(await edit({ subject: 'Dark again', fields: { hours: null } })).toMatchObject({ version: 2 })
  expect(await edit({ subject: 'Dark again' })).toMatchObject({ version: 2, fields: { fault: 'dark' } })
  expect((await timeline(id)).items.slice(1)).toMatchObject([
    {
      kind: 'field',
      internal: true,
      data: {
        changes: {
          subject: { before: 'The lamp is dark', after: 'Dark again' },
          'fields.hours': { before: 2, after: null },
        },
      },
    },
  ])
})

test('a change of the calendar moves what the lists sort by', async () => {
  const { database, context, open, list } = await workshop()
  const calendars = createCalendars({ database, clocksMoved: followDue })
  const { id } = await calendars.create(context, { name: 'office', definition: OFFICE })
  await open()
  const definition = { ...OFFICE, overrides: { '2026-11-20': [] } }
  await calendars.update(context, id, { definition })
  expect((await list()).items[0]?.dueAt).toBe('2026-11-23T02:00:00.000Z')
})

test('entries count without holes, whoever writes at the same time; a source writes once', async () => {
  const { context, within, open, timeline } = await workshop()
  const { id } = (await open()).record
  const write = (source?: string) =>
    within((tx) => addEntry(tx, context, repairCase, id, { kind: 'message', text: 'hello', source }))
  await Promise.all(Array.from({ length: 20 }, (_, i) => write(i % 4 === 0 ? 'mail:1' : undefined)))
  const { items } = await timeline(id)
  expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
  expect(await within((tx) => getCase(tx, context, repairCase, id))).toMatchObject({ lastEntry: 17, version: 1 })
})

test('a customer sees and touches the own cases only, and no internal line', async () => {
  const { context, within, open, list, timeline } = await workshop()
  const { a, b, asUserOf } = await customers(within, context)
  const { id } = (await open({ customerId: a })).record
  const mine = (await open({ customerId: a }, asUserOf(b))).record
  expect(mine.customerId).toBe(b)
  await within((tx) => addEntry(tx, context, repairCase, id, { kind: 'note', text: 'difficult' }))
  await within((tx) => addEntry(tx, asUserOf(a), repairCase, id, { kind: 'note', text: 'please', internal: true }))
  expect((await timeline(id, asUserOf(a))).items.map(({ text }) => text)).toEqual([null, 'please'])
  expect((await timeline(id, asUserOf(b))).items).toEqual([])
  expect((await list({}, asUserOf(b))).items.map(({ id }) => id)).toEqual([mine.id])
  expect(await within((tx) => findCase(tx, asUserOf(b), repairCase, id))).toBeUndefined()
  await expect(within((tx) => transition(tx, asUserOf(b), repairCase, id, { act: 'drop' }))).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    within((tx) => addEntry(tx, asUserOf(b), repairCase, id, { kind: 'message', text: 'x' })),
  ).rejects.toMatchObject({ status: 404 })
})

test('lists filter, sort and turn pages without losing or doubling a case', async () => {
  const { context, within, open, act, list } = await workshop()
  const [anna, bert] = [newId(), newId()]
  for (let i = 0; i < 7; i++) {
    frozen.advance(1000)
    await open({ subject: `灯 ${i} dark`, priority: i % 2 ? 'high' : 'normal', assigneeId: i < 3 ? anna : bert })
  }
  const { items } = await list()
  await act(items[0]!.id, { act: 'drop' })
  const subjects = async (query: Partial<CaseQuery>) =>
    (await list(query)).items.map(({ subject }) => subject.slice(2, 3))
  expect(await subjects({ sort: 'opened' })).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  expect(await subjects({ sort: 'due' })).toEqual(['1', '3', '5', '0', '2', '4', '6'])
  expect(await subjects({ group: 'open', assigneeId: bert })).toEqual(['5', '4', '3'])
  expect(await subjects({ priority: ['high'], state: ['new'] })).toEqual(['5', '3', '1'])
  expect(await subjects({ text: '灯 4 D' })).toEqual(['4'])
  expect(await subjects({ text: 'rep-2026-000002' })).toEqual(['1'])
  expect(await subjects({ assigneeId: 'none' })).toEqual([])
  for (const sort of ['updated', 'due', 'opened'] as const) {
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const page = await list({ sort, limit: 3, after })
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      after = page.next
    }
    expect(new Set(seen).size).toBe(7)
    expect(seen.length).toBe(7)
  }
  expect(await within((tx) => countCases(tx, context, repairCase, 'stateGroup'))).toEqual({ open: 6, closed: 1 })
  expect(await within((tx) => workloadOf(tx, context, [anna, bert]))).toEqual(
    new Map([
      [anna, 3],
      [bert, 3],
    ]),
  )
})

test('links and watchers are added once and found from both sides', async () => {
  const { context, within, open, timeline } = await workshop()
  const device = { relation: 'device', ref: 'fleet.device:1' }
  const { id } = (await open({ links: [device] })).record
  const link = { relation: 'visit', ref: 'field.visit:1' }
  const user = newId()
  for (let twice = 0; twice < 2; twice++) {
    await within((tx) => linkCase(tx, context, repairCase, id, link))
    await within((tx) => watchCase(tx, context, repairCase, id, user))
  }
  expect(await within((tx) => linksOf(tx, context, [id]))).toMatchObject([link, device])
  expect((await within((tx) => casesLinkedTo(tx, context, repairCase, link.ref))).map((each) => each.id)).toEqual([id])
  expect(await within((tx) => watchersOf(tx, context, id))).toEqual([user])
  await within((tx) => unwatchCase(tx, context, repairCase, id, user))
  expect(await within((tx) => watchersOf(tx, context, id))).toEqual([])
  expect((await timeline(id)).items.map(({ kind }) => kind)).toEqual(['state', 'link'])
})

test('tasks are kept in order; what may be done says what is missing', async () => {
  const { context, within, open, act } = await workshop()
  const { id } = (await open()).record
  for (const title of ['first', 'second']) {
    await within((tx) => addTask(tx, context, repairCase, id, { title }))
  }
  expect((await within((tx) => tasksOf(tx, context, [id]))).map(({ title }) => title)).toEqual(['first', 'second'])
  const record = await within((tx) => getCase(tx, context, repairCase, id))
  expect(record.openTasks).toBe(2)
  expect(possibleActs(repairCase, record)).toEqual([
    { act: 'start', to: 'working', requires: ['assigneeId'] },
    { act: 'drop', to: 'dropped', requires: [] },
  ])
  const assigned = await within((tx) => assignCase(tx, context, repairCase, id, { assigneeId: newId() }))
  expect(possibleActs(repairCase, assigned)[0]).toMatchObject({ requires: [] })
  await act(id, { act: 'start' })
})

test('questions over all types name the kinds they may see; two types never share a prefix', async () => {
  const { database, context, open } = await workshop()
  const casework = createCasework({ database, types: [repairCase] })
  const { record } = await open()
  expect(await casework.find(context, record.id)).toEqual(record)
  expect((await casework.list(context, ['test.repair', 'test.other'], { limit: 5 })).items).toEqual([record])
  expect((await casework.list(context, ['test.other'], { limit: 5 })).items).toEqual([])
  expect(() => createCasework({ database, types: [repairCase, repairCase] })).toThrow('same kind or prefix')
})
