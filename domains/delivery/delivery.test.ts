import { afterAll, expect, test } from 'vitest'
import { createDocuments } from '#engine/documents'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { createOrganisation } from '#engine/party'
import { sql } from '#engine/store'
import { freshTenant } from '#test/database'
import { openDelivery, type HandOverContent } from '#domains/delivery'

const frozen = freezeClock('2026-11-20T02:00:00Z')
afterAll(() => frozen.release())

const documents = createDocuments()

async function world() {
  const { database, context } = await freshTenant('云启服务')
  const { id: customerId } = await database.withTenant(context, (tx) =>
    createOrganisation(tx, context, { kind: 'customer', name: '恒泰银行' }),
  )
  const { service } = openDelivery({ database, documents })
  return { database, context, customerId, delivery: service }
}

const HAND_OVER: HandOverContent = {
  site: { name: '南山支行', address: '科苑路 15 号', zone: 'Asia/Shanghai' },
  devices: [{ serial: 'PF-1', name: 'Laptop', kind: 'laptop', brand: 'Lenovo', model: 'T14' }],
  promise: '次日上门',
  agreement: {
    name: '终端即服务',
    currency: 'CNY',
    startsOn: '2026-12-01',
    netDays: 15,
    charges: [{ code: 'seat', name: '终端席位', price: '258.00', quantity: 1 }],
  },
}

async function openedProject(source?: string) {
  const made = await world()
  const project = await made.delivery.openProject(made.context, {
    subject: '南山支行终端交付',
    customerId: made.customerId,
    fields: { startsOn: '2026-11-01', endsOn: '2026-12-01' },
    milestones: [
      { title: '方案确认', dueOn: '2026-11-10' },
      { title: '设备上线', dueOn: '2026-11-28' },
    ],
    source,
  })
  return { ...made, project }
}

const eventsOf = ({ database, context }: Pick<Awaited<ReturnType<typeof world>>, 'database' | 'context'>) =>
  database.asOwner(async (tx) => {
    const rows = await tx.all(sql<{ name: string }>`
      select name from engine.outbox where tenant_id = ${context.tenantId} order by position`)
    return rows.map(({ name }) => name)
  })

test('an assessment is scored from its answers and fixed when all are given', async () => {
  const { context, customerId, delivery } = await world()
  const asked = { customerId, questionnaire: 'workplace', source: 'lead:1' }
  const begun = await delivery.startAssessment(context, asked)
  expect(begun).toMatchObject({ number: 'ASM-2026-000001', customerName: '恒泰银行', score: { total: null } })
  expect((await delivery.startAssessment(context, asked)).assessmentId).toBe(begun.assessmentId)

  const codes = begun.questionnaire.dimensions.flatMap(({ questions }) => questions.map(({ code }) => code))
  await delivery.answer(context, begun.assessmentId, { [codes[0]!]: { level: 4, note: 'since 2024' } })
  await expect(delivery.finishAssessment(context, begun.assessmentId)).rejects.toMatchObject({
    problems: codes.slice(1).map((code) => ({ path: `/answers/${code}`, message: 'is missing' })),
  })
  const rest = Object.fromEntries(codes.slice(1).map((code) => [code, { level: 2 }]))
  const answered = await delivery.answer(context, begun.assessmentId, rest)
  expect(answered.score).toMatchObject({ answered: codes.length, questions: codes.length })
  expect(answered.score.dimensions.map(({ score }) => score)).toEqual([69, 50, 50, 50, 50])
  expect(await delivery.finishAssessment(context, begun.assessmentId)).toMatchObject({ finishedOn: '2026-11-20' })
  await expect(delivery.answer(context, begun.assessmentId, {})).rejects.toMatchObject({ status: 409 })
})

test('answers to no question and above the highest level are refused together', async () => {
  const { context, customerId, delivery } = await world()
  const { assessmentId } = await delivery.startAssessment(context, { customerId, questionnaire: 'workplace' })
  const wrong = { nothing: { level: 0 }, promise: { level: 5 } }
  await expect(delivery.answer(context, assessmentId, wrong)).rejects.toMatchObject({
    problems: [{ path: '/answers/nothing' }, { path: '/answers/promise/level' }],
  })
})

test('an own questionnaire takes the place of the standard one, and begun assessments keep theirs', async () => {
  const { context, customerId, delivery } = await world()
  const { assessmentId } = await delivery.startAssessment(context, { customerId, questionnaire: 'workplace' })
  const both = (text: string) => ({ en: text, 'zh-CN': text })
  await delivery.saveQuestionnaire(context, {
    code: 'workplace',
    title: both('Ours'),
    levels: [both('no'), both('yes')],
    dimensions: [{ code: 'one', name: both('One'), weight: 1, questions: [{ code: 'q', text: both('Q'), weight: 1 }] }],
  })
  expect((await delivery.listQuestionnaires(context)).map(({ title }) => title.en)).toEqual(['Ours'])
  expect((await delivery.getAssessment(context, assessmentId)).questionnaire.dimensions).toHaveLength(5)
})

test('a project goes from plan to hand-over; each step waits for what it needs', async () => {
  const { context, delivery, project, ...rest } = await openedProject()
  const { id } = project
  expect(project).toMatchObject({
    number: 'PRJ-2026-000001',
    progress: { reached: 0, total: 2, nextTitle: '方案确认', nextDueOn: '2026-11-10' },
  })
  const check = await delivery.addCheck(context, id, '资产标签')
  await delivery.act(context, id, { act: 'deliver' })
  await expect(delivery.act(context, id, { act: 'present' })).rejects.toMatchObject({ code: 'delivery.checklist-open' })
  await delivery.setCheckDone(context, id, check.id, true)
  const signature = { signedBy: '周岚', signedOn: '2026-11-20' }
  await expect(delivery.signAcceptance(context, id, signature)).rejects.toMatchObject({
    code: 'delivery.not-ready-for-acceptance',
  })
  await delivery.act(context, id, { act: 'present' })
  await expect(delivery.handOver(context, id)).rejects.toMatchObject({ code: 'delivery.acceptance-missing' })
  await delivery.signAcceptance(context, id, signature)
  await expect(delivery.signAcceptance(context, id, signature)).rejects.toMatchObject({
    code: 'delivery.acceptance-signed',
  })
  await expect(delivery.act(context, id, { act: 'mend' })).rejects.toMatchObject({ code: 'delivery.acceptance-signed' })
  await expect(delivery.handOver(context, id)).rejects.toMatchObject({ code: 'delivery.hand-over-missing' })
  await delivery.saveHandOver(context, id, HAND_OVER)
  await delivery.handOver(context, id)
  await delivery.handOver(context, id)
  await expect(delivery.saveHandOver(context, id, HAND_OVER)).rejects.toMatchObject({ code: 'delivery.hand-over-done' })
  expect((await delivery.getProject(context, id)).project.state).toBe('handed_over')
  expect((await eventsOf({ context, ...rest })).filter((name) => name === 'delivery.handed_over')).toHaveLength(1)
})

test('milestones are reached, moved and counted', async () => {
  const { context, delivery, project } = await openedProject()
  const { milestones } = await delivery.getProject(context, project.id)
  const [first, second] = milestones
  await delivery.changeMilestone(context, project.id, first!.milestoneId, { reachedOn: '2026-11-09' })
  await delivery.changeMilestone(context, project.id, second!.milestoneId, { dueOn: '2026-11-30' })
  const { items } = await delivery.listProjects(context, { limit: 10, sort: 'updated' })
  expect(items[0]!.progress).toEqual({ reached: 1, total: 2, nextTitle: '设备上线', nextDueOn: '2026-11-30' })
  await expect(delivery.changeMilestone(context, project.id, newId(), {})).rejects.toMatchObject({ status: 404 })
})

test('report and certificate are printed in both languages', async () => {
  const { context, delivery, project, customerId } = await openedProject()
  const { assessmentId } = await delivery.startAssessment(context, { customerId, questionnaire: 'workplace' })
  await delivery.answer(context, assessmentId, { promise: { level: 2, note: '工作日' } })
  await delivery.act(context, project.id, { act: 'deliver' })
  await delivery.act(context, project.id, { act: 'present' })
  await expect(delivery.certificatePdf(context, project.id, 'en')).rejects.toMatchObject({ status: 409 })
  await delivery.signAcceptance(context, project.id, { signedBy: '周岚', signedOn: '2026-11-20' })
  const papers = [
    await delivery.reportPdf(context, assessmentId, 'zh-CN'),
    await delivery.reportPdf(context, assessmentId, 'en'),
    await delivery.certificatePdf(context, project.id, 'zh-CN'),
  ]
  expect(papers.map(({ name, pdf }) => [name, pdf.subarray(0, 5).toString()])).toEqual([
    ['ASM-2026-000001.pdf', '%PDF-'],
    ['ASM-2026-000001.pdf', '%PDF-'],
    ['PRJ-2026-000001-acceptance.pdf', '%PDF-'],
  ])
})

test("a customer's user sees that customer's projects and assessments only", async () => {
  const { context, delivery, project, customerId } = await openedProject('order:1')
  const { assessmentId } = await delivery.startAssessment(context, { customerId, questionnaire: 'workplace' })
  const as = (id: string): Context => ({ ...context, actor: { ...context.actor, customerId: id } })
  expect((await delivery.listAssessments(as(customerId), { limit: 10 })).items).toHaveLength(1)
  expect((await delivery.getProject(as(customerId), project.id)).project.id).toBe(project.id)
  await expect(delivery.getProject(as(newId()), project.id)).rejects.toMatchObject({ status: 404 })
  await expect(delivery.getAssessment(as(newId()), assessmentId)).rejects.toMatchObject({ status: 404 })
  expect((await delivery.listProjects(as(newId()), { limit: 10, sort: 'updated' })).items).toEqual([])
})
