import { afterAll, beforeEach, expect, test } from 'vitest'
import { createDocuments } from '#engine/documents'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { sql } from '#engine/store'
import { freshTenant } from '#test/database'
import { openSubscription, type NewAgreement } from '#domains/subscription'

// Usage arrives in its month; what arrives after the run would be billed by the next one.
const IN_OCTOBER = '2026-10-31T10:00:00Z'
const frozen = freezeClock(IN_OCTOBER)
beforeEach(() => frozen.set(IN_OCTOBER))
afterAll(() => frozen.release())

/** The first of the month at two in the morning, at the customer's. */
const monthEnds = (month: string): void => frozen.set(`${month}-01T02:00:00+08:00`)

const TERMS = {
  currency: 'CNY',
  customer: { timeZone: 'Asia/Shanghai', netDays: 15 },
  taxes: { vat13: { ratePercent: '13' }, vat6: { ratePercent: '6' } },
  meters: { storage: { aggregation: 'timeWeighted', carry: true, unit: 'TB' } },
  plans: {
    device: {
      alignment: 'calendar',
      charges: [
        {
          kind: 'recurring',
          code: 'seat',
          name: '终端席位 ThinkPad X1',
          price: '258.00',
          timing: 'arrears',
          taxes: ['vat13'],
        },
        {
          kind: 'usage',
          code: 'storage',
          name: '存储',
          meter: 'storage',
          taxes: ['vat6'],
          pricing: {
            model: 'committed',
            base: '40',
            buffer: '20',
            bands: [
              { upTo: '40', unitPrice: '180' },
              { upTo: null, unitPrice: '210' },
            ],
          },
        },
      ],
    },
  },
}

async function world() {
  const { database, context } = await freshTenant('云启服务（深圳）有限公司')
  const customerId = newId()
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.organisation (tenant_id, id, path, kind, name)
      values (${context.tenantId}, ${customerId}, ${[customerId]}::uuid[], 'customer', '恒泰银行股份有限公司深圳分行')`),
  )
  const { service } = openSubscription({ database, documents: createDocuments(), portalUrl: 'https://bill.example' })
  const asked: NewAgreement = {
    name: 'Device as a service',
    customerId,
    terms: TERMS,
    startsOn: '2026-10-01',
    source: 'order:1',
    actions: [
      { do: 'subscribe', at: '2026-10-01', plan: 'device', quantities: { seat: '120' } },
      { do: 'setQuantity', at: '2026-10-16', charge: 'seat', quantity: '123' },
    ],
  }
  return { database, context, service, asked, agreement: await service.makeAgreement(context, asked) }
}

const levels = (subject: string) =>
  [
    ['2026-10-01T00:00:00+08:00', '44'],
    ['2026-10-20T00:00:00+08:00', '50'],
  ].map(([at, value], index) => ({
    source: 'array-1',
    id: `level-${index}`,
    subject,
    meter: 'storage',
    at: at!,
    value: value!,
  }))

test('one month: seats, three more from the middle, base and buffer, taxes, and the events behind the line', async () => {
  const { context, service, agreement } = await world()
  await service.recordUsage(context, levels(agreement.number))
  monthEnds('2026-11')
  const [invoiceId, ...rest] = await service.runInvoices(context, '2026-11-01')
  expect(rest).toEqual([])
  const { invoice, lines } = await service.getInvoice(context, invoiceId!)
  expect(lines.map(({ unit }) => unit)).toEqual([null, null, 'TB'])
  expect(lines.map(({ charge, quantity, netMinor }) => [charge, quantity, netMinor])).toEqual([
    ['seat', '120', 3_096_000n],
    ['seat', '3', 39_948n],
    ['storage', '46.322580645161', 852_774n],
  ])
  expect(invoice).toMatchObject({
    number: 'INV-2026-000001',
    totalMinor: invoice.netMinor + invoice.taxMinor,
    dueDate: '2026-11-16',
  })
  expect((await service.lineEvents(context, invoiceId!, 3)).map(({ id }) => id)).toEqual(['level-0', 'level-1'])
})

test('a second run makes nothing, and repeated usage counts once', async () => {
  const { context, service, agreement } = await world()
  expect(await service.recordUsage(context, levels(agreement.number))).toEqual({ added: 2, repeated: 0 })
  expect(await service.recordUsage(context, levels(agreement.number))).toEqual({ added: 0, repeated: 2 })
  monthEnds('2026-11')
  const runs = await Promise.all([1, 2, 3].map(() => service.runInvoices(context, '2026-11-01')))
  expect(runs.flat()).toHaveLength(1)
})

test('the same order makes one agreement; terms that cannot be billed are refused with their places', async () => {
  const { context, service, asked, agreement } = await world()
  expect((await service.makeAgreement(context, asked)).agreementId).toBe(agreement.agreementId)
  const wrong = { ...asked, source: 'order:2', actions: [{ do: 'subscribe', at: '2026-10-01', plan: 'nothing' }] }
  await expect(service.makeAgreement(context, wrong)).rejects.toMatchObject({
    problems: [expect.objectContaining({ path: '/actions/0/plan' })],
  })
})

test('usage for an unknown agreement refuses the whole batch', async () => {
  const { context, service, agreement } = await world()
  const events = [...levels(agreement.number), ...levels('AGR-0')]
  await expect(service.recordUsage(context, events)).rejects.toMatchObject({
    problems: [2, 3].map((index) => ({ path: `/${index}/subject`, message: '"AGR-0" is no agreement' })),
  })
  expect(await service.recordUsage(context, levels(agreement.number))).toEqual({ added: 2, repeated: 0 })
})

test('the paper carries the words, in Chinese', async () => {
  const { context, service, agreement } = await world()
  await service.recordUsage(context, levels(agreement.number))
  monthEnds('2026-11')
  const [invoiceId] = await service.runInvoices(context, '2026-11-01')
  const { name, pdf } = await service.invoicePdf(context, invoiceId!, 'zh-CN')
  expect(name).toBe('INV-2026-000001.pdf')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(10_000)
})

test("a customer's user sees that customer's invoices only", async () => {
  const { context, service, agreement } = await world()
  monthEnds('2026-11')
  await service.runInvoices(context, '2026-11-01')
  const asCustomer = (customerId: string): Context => ({ ...context, actor: { ...context.actor, customerId } })
  expect((await service.listInvoices(asCustomer(agreement.customerId), { limit: 10 })).items).toHaveLength(1)
  expect((await service.listInvoices(asCustomer(newId()), { limit: 10 })).items).toEqual([])
})

test('agreements and invoices are found by the beginning of a number and by the name of the customer', async () => {
  const { context, service, agreement } = await world()
  monthEnds('2026-11')
  await service.runInvoices(context, '2026-11-01')
  const found = async (text: string) => {
    const query = { text, limit: 5 }
    const [agreements, invoices] = [
      await service.listAgreements(context, query),
      await service.listInvoices(context, query),
    ]
    return [agreements.items.length, invoices.items.length]
  }
  expect({
    invoice: await found('inv-2026'),
    agreement: await found(agreement.number.slice(0, 6)),
    customer: await found('恒泰'),
    own: await found('as a service'),
    nobody: await found('nobody'),
  }).toEqual({ invoice: [0, 1], agreement: [1, 0], customer: [1, 1], own: [1, 0], nobody: [0, 0] })
})

test('nothing is billed that is still going to happen', async () => {
  const { context, service } = await world()
  expect(await service.runInvoices(context, '2026-12-01')).toEqual([])
  monthEnds('2026-11')
  expect(await service.runInvoices(context, '2026-12-01')).toHaveLength(1)
})

test('fewer seats, entered after the bill: the stored bill stays, a credit note pays part of the next', async () => {
  const { context, service, agreement } = await world()
  monthEnds('2026-11')
  const [october] = await service.runInvoices(context, '2026-11-01')
  const before = await service.getInvoice(context, october!)

  frozen.set('2026-11-05T10:00:00+08:00')
  const fewer = { do: 'setQuantity', at: '2026-10-26', charge: 'seat', quantity: '113' }
  await service.act(context, agreement.agreementId, fewer, 'mail:1')
  await service.act(context, agreement.agreementId, fewer, 'mail:1')
  const { actions } = await service.getAgreement(context, agreement.agreementId)
  expect(actions.filter((action) => action.at === '2026-10-26')).toEqual([{ ...fewer, recorded: '2026-11-05' }])

  monthEnds('2026-12')
  const [november] = await service.runInvoices(context, '2026-12-01')
  const after = await service.getInvoice(context, october!)
  expect({ ...after, creditNotes: [] }).toEqual(before)
  const [note] = after.creditNotes
  // Ten seats for six of 31 days at 258.00: 399.48 off the line of the three, 99.87 off the other, tax by the line.
  expect(note).toMatchObject({ number: 'CRN-2026-000001', netMinor: 49_935n, totalMinor: 56_426n, date: '2026-11-05' })
  const { invoice } = await service.getInvoice(context, november!)
  expect(invoice.payments).toEqual([{ kind: 'credit', name: note!.number, amountMinor: '56426' }])
  expect(invoice.dueMinor).toBe(invoice.totalMinor - 56_426n)
  expect(await service.runInvoices(context, '2026-12-01')).toEqual([])
  expect((await service.getAgreement(context, agreement.agreementId)).creditNotes).toHaveLength(1)
})

test('what is entered on the day of the bill, after it, waits for the next', async () => {
  const { context, service, agreement } = await world()
  monthEnds('2026-11')
  const [october] = await service.runInvoices(context, '2026-11-01')
  const sale = { do: 'charge', at: '2026-11-01', code: 'part', price: '100', quantity: '1', taxes: ['vat13'] }
  await service.act(context, agreement.agreementId, sale, 'visit:1')
  expect(await service.runInvoices(context, '2026-11-01')).toEqual([])
  frozen.set('2026-11-02T10:00:00+08:00')
  const [part] = await service.runInvoices(context, '2026-11-02')
  const { lines } = await service.getInvoice(context, part!)
  expect(lines.map(({ charge, netMinor }) => [charge, netMinor])).toEqual([['part', 10_000n]])
  expect((await service.getInvoice(context, october!)).lines).toHaveLength(3)
})

test('an action that the agreement does not allow is refused, and billing goes on', async () => {
  const { context, service, agreement } = await world()
  const swap = { do: 'swapDevice', at: '2026-10-31', device: 'PF-1', by: 'PF-2' }
  await expect(service.act(context, agreement.agreementId, swap, 'swap:1')).rejects.toMatchObject({
    problems: [expect.objectContaining({ path: '/action' })],
  })
  monthEnds('2026-11')
  expect(await service.runInvoices(context, '2026-11-01')).toHaveLength(1)
})

test('the estimate is what the month will be billed, and stores nothing', async () => {
  const { context, service, agreement } = await world()
  await service.recordUsage(context, levels(agreement.number))
  const estimate = await service.estimate(context, agreement.agreementId)
  expect(estimate).toMatchObject({ from: '2026-10-01', to: '2026-11-01', beforeMinor: null, events: 2, lateEvents: 0 })
  expect((await service.estimateEvents(context, agreement.agreementId, 3)).map(({ id }) => id)).toEqual([
    'level-0',
    'level-1',
  ])
  expect((await service.listInvoices(context, { limit: 10 })).items).toEqual([])
  monthEnds('2026-11')
  const [invoiceId] = await service.runInvoices(context, '2026-11-01')
  const { invoice } = await service.getInvoice(context, invoiceId!)
  expect(invoice.totalMinor).toBe(estimate.totalMinor)
  expect((await service.estimate(context, agreement.agreementId)).beforeMinor).toBe(invoice.totalMinor)
})

test('usage day by day, with base and limit; a day without an event keeps the level', async () => {
  const { context, service, agreement } = await world()
  await service.recordUsage(context, levels(agreement.number))
  const october = { from: '2026-09-30', to: '2026-11-02' }
  const series = (await service.readUsage(context, agreement.agreementId, october))!
  const valueOn = (date: string) => series.days.find((day) => day.date === date)?.value
  expect(['2026-09-30', '2026-10-01', '2026-10-19', '2026-10-20', '2026-10-31', '2026-11-01'].map(valueOn)).toEqual([
    null,
    44,
    44,
    50,
    50,
    null,
  ])
  expect(series).toMatchObject({ meter: 'storage', base: 40, limit: 60, forecast: { daysToLimit: expect.any(Number) } })
  const { holdings } = await service.getAgreement(context, agreement.agreementId)
  expect(holdings).toMatchObject({
    timing: 'arrears',
    items: [{ charge: 'seat', quantity: '123', change: '3', changedOn: '2026-10-16' }],
  })
})

test('money comes once: the same reference again is the same payment, another one is refused', async () => {
  const { context, service } = await world()
  monthEnds('2026-11')
  const [invoiceId] = await service.runInvoices(context, '2026-11-01')
  const payment = { paidOn: '2026-11-01', reference: 'bank:4711' }
  await service.payInvoice(context, invoiceId!, payment)
  await service.payInvoice(context, invoiceId!, payment)
  const { invoice } = await service.getInvoice(context, invoiceId!)
  expect(invoice).toMatchObject({ state: 'paid', paidOn: '2026-11-01', version: 2 })
  await expect(service.payInvoice(context, invoiceId!, { ...payment, reference: 'bank:4712' })).rejects.toMatchObject({
    code: 'subscription.invoice-not-open',
  })
})
