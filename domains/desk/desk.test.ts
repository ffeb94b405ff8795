import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { createUser } from '#engine/identity'
import { createOrganisation } from '#engine/party'
import { sql, type Database } from '#engine/store'
import { freshTenant } from '#test/database'
import { openDesk } from '#domains/desk'

/** What is asked of the service needs no files. */
const noFiles = { keep: neverAsked, link: neverAsked, remove: neverAsked }
function neverAsked(): never {
  throw new Error('No test here has a file')
}

async function desk() {
  const { database, context } = await freshTenant()
  const { service } = openDesk({ database, files: noFiles })
  return { database, context, desk: service }
}

const eventsOf = (database: Database, context: Context) =>
  database.withTenant(context, async () =>
    database.asOwner((tx) =>
      tx.all(sql<{ name: string }>`
        select name from (
          select position, name from engine.outbox where tenant_id = ${context.tenantId}
        ) o order by position`),
    ),
  )

test('an incident gets a number, two promises, and one event', async () => {
  const { database, context, desk: service } = await desk()
  const opened = await service.openIncident(context, {
    subject: 'SSD wear 92 %',
    priority: 'p2',
    origin: 'device',
    deviceId: newId(),
  })
  expect(opened).toMatchObject({
    number: expect.stringMatching(/^INC-\d{4}-000001$/),
    state: 'new',
    priority: 'p2',
    version: 1,
  })
  const { clocks, acts, links } = await service.getIncident(context, opened.id)
  expect(clocks.map(({ metric, state }) => [metric, state]).sort()).toEqual([
    ['first_response', 'running'],
    ['restore', 'running'],
  ])
  expect(acts.map(({ act }) => act)).toContain('diagnose_onsite')
  expect(links).toHaveLength(1)
  expect((await eventsOf(database, context)).map(({ name }) => name)).toContain('desk.incident_opened')
})

test('the same source opens one incident', async () => {
  const { context, desk: service } = await desk()
  const asked = { subject: 'Disk', source: 'fault:1' }
  const [first, second] = [await service.openIncident(context, asked), await service.openIncident(context, asked)]
  expect(second.id).toBe(first.id)
})

test('a diagnosis on site needs to say what is wrong and where', async () => {
  const { context, desk: service } = await desk()
  const { id } = await service.openIncident(context, { subject: 'Disk' })
  await expect(service.act(context, id, { act: 'diagnose_onsite' })).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ path: '/fields/diagnosis' })]),
  })
})

test('from new to closed, and the clocks with it', async () => {
  const { context, desk: service } = await desk()
  const { id } = await service.openIncident(context, { subject: 'VPN token gone' })
  await service.act(context, id, { act: 'start' })
  await service.act(context, id, { act: 'ask' })
  const paused = await service.getIncident(context, id)
  expect(paused.clocks.find(({ metric }) => metric === 'restore')?.state).toBe('paused')
  await service.act(context, id, { act: 'answer' })
  await service.act(context, id, { act: 'resolve', fields: { resolution: 'New token sent' } })
  const done = await service.getIncident(context, id)
  expect(done.incident.state).toBe('resolved')
  expect(done.clocks.map(({ state }) => state)).toEqual(['met', 'met'])
  await expect(service.act(context, id, { act: 'ask' })).rejects.toMatchObject({ status: 409 })
})

test('two people who change the same version: the second is told', async () => {
  const { context, desk: service } = await desk()
  const { id, version } = await service.openIncident(context, { subject: 'Disk' })
  await service.assign(context, id, { priority: 'p1', expectedVersion: version })
  await expect(service.assign(context, id, { priority: 'p2', expectedVersion: version })).rejects.toMatchObject({
    status: 412,
  })
})

test('an open incident of a device is found, until it is resolved', async () => {
  const { context, desk: service } = await desk()
  const deviceId = newId()
  const { id } = await service.openIncident(context, { subject: 'Disk', deviceId })
  expect((await service.findOpenByDevice(context, deviceId))?.id).toBe(id)
  await service.act(context, id, { act: 'resolve', fields: { resolution: 'Swapped' } })
  expect(await service.findOpenByDevice(context, deviceId)).toBeUndefined()
})

test('a problem links what incidents have in common', async () => {
  const { context, desk: service } = await desk()
  const incidents = await Promise.all([1, 2, 3].map((n) => service.openIncident(context, { subject: `Disk ${n}` })))
  const problem = await service.openProblem(context, {
    subject: 'SSD batch 5SS1B',
    pattern: 'batch 5SS1B',
    incidentIds: incidents.map(({ id }) => id),
  })
  const { incident, links } = await service.getIncident(context, incidents[0]!.id)
  expect(incident.fields.problemId).toBe(problem.id)
  expect(links).toEqual([expect.objectContaining({ relation: 'problem', ref: `desk.problem:${problem.id}` })])
  expect(await service.countIncidents(context)).toMatchObject({ open: 3, overdue: 0 })
})

test('a list says whom incidents are about and who works on them', async () => {
  const { database, context, desk: service } = await desk()
  const [bank, agent] = await database.withTenant(context, async (tx) => [
    await createOrganisation(tx, context, { kind: 'customer', name: '恒泰银行' }),
    await createUser(tx, context, { login: 'suqing@example.com', name: '苏晴', roles: ['agent'] }),
  ])
  const { id } = await service.openIncident(context, { subject: 'Disk', customerId: bank.id })
  await service.openIncident(context, { subject: 'Nobody in particular' })
  await service.assign(context, id, { assigneeId: agent })
  const { items } = await service.listIncidents(context, { limit: 10, sort: 'opened' })
  expect(items.map(({ customerName, assigneeName }) => [customerName, assigneeName])).toEqual([
    [null, null],
    ['恒泰银行', '苏晴'],
  ])
  expect(await service.colleagues(context)).toEqual([{ userId: agent, name: '苏晴' }])
})

test('steps of an incident are done and undone, and pages are told', async () => {
  const { database, context, desk: service } = await desk()
  const { id } = await service.openIncident(context, { subject: 'Disk' })
  const task = await service.addTask(context, id, { title: 'Announce at the gate' })
  await service.setTaskDone(context, id, task.id, true)
  const { incident, tasks } = await service.getIncident(context, id)
  expect(tasks).toEqual([expect.objectContaining({ title: 'Announce at the gate', doneAt: expect.any(String) })])
  expect(incident.openTasks).toBe(0)
  await service.setTaskDone(context, id, task.id, false)
  expect((await service.getIncident(context, id)).incident.openTasks).toBe(1)
  const told = await eventsOf(database, context)
  expect(told.filter(({ name }) => name === 'desk.incident_changed')).toHaveLength(3)
})

test('a problem goes from suspicion to known error to its end, and its incidents are beside it', async () => {
  const { database, context, desk: service } = await desk()
  const incident = await service.openIncident(context, { subject: 'Disk slow', origin: 'phone' })
  const { id } = await service.openProblem(context, { subject: 'Disk batch 7', incidentIds: [incident.id] })
  expect(await service.getProblem(context, id)).toMatchObject({
    problem: { state: 'open' },
    incidents: [{ id: incident.id, number: incident.number }],
    acts: [{ act: 'investigate' }],
  })
  await service.actOnProblem(context, id, { act: 'investigate' })
  await expect(
    service.actOnProblem(context, id, { act: 'know', fields: { rootCause: 'Firmware 3.1' } }),
  ).rejects.toMatchObject({ problems: [{ path: '/fields/workaround' }] })
  const known = { rootCause: 'Firmware 3.1', workaround: 'Restart once a day' }
  expect(await service.actOnProblem(context, id, { act: 'know', fields: known })).toMatchObject({
    state: 'known_error',
  })
  await service.actOnProblem(context, id, { act: 'solve', fields: { solution: 'Firmware 3.2' } })
  expect(await service.actOnProblem(context, id, { act: 'close' })).toMatchObject({
    state: 'closed',
    fields: { ...known, solution: 'Firmware 3.2' },
  })
  const { items } = await service.problemTimeline(context, id, { limit: 20 })
  const acts = items.filter(({ kind }) => kind === 'state').map(({ data }) => (data as { act: string }).act)
  expect(acts).toEqual(['close', 'solve', 'know', 'investigate', 'open'])
  const told = (await eventsOf(database, context)).filter(({ name }) => name === 'desk.problem_changed')
  expect(told).toHaveLength(4)
})
