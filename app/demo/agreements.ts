import type { Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import { seedUsage, type AgreementAction } from '#domains/subscription'
import type { Services } from '../wiring.ts'
import type { DemoCustomer, DemoWorld } from './world.ts'

/** Seats for every customer; the bank also stores terabytes, with a reserved base and a buffer. */
const TAXES = { vat13: { name: '增值税 13 %', ratePercent: '13' }, vat6: { name: '增值税 6 %', ratePercent: '6' } }
const SEAT = { kind: 'recurring', code: 'seat', name: '终端席位', price: '258.00', timing: 'arrears', taxes: ['vat13'] }
const STORAGE = {
  kind: 'usage',
  code: 'storage',
  name: '存储，保底 40 TB 与缓冲',
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
}

function termsOf(withStorage: boolean) {
  return {
    currency: 'CNY',
    customer: { timeZone: 'Asia/Shanghai', netDays: 15 },
    taxes: TAXES,
    meters: withStorage ? { storage: { aggregation: 'timeWeighted', carry: true, unit: 'TB' } } : {},
    plans: { device: { alignment: 'calendar', charges: withStorage ? [SEAT, STORAGE] : [SEAT] } },
  }
}

export async function seedAgreements(
  database: Database,
  { subscription }: Services,
  context: Context,
  world: DemoWorld,
): Promise<void> {
  const firstOfMonth = world.today.with({ day: 1 })
  const lastMonth = firstOfMonth.subtract({ months: 1 })
  for (const [index, customer] of world.customers.entries()) {
    const startsOn = firstOfMonth.subtract({ months: 3 }).toString()
    const agreement = await subscription.makeAgreement(context, {
      name: index === 0 ? '终端与存储即服务' : '终端即服务',
      customerId: customer.id,
      terms: termsOf(index === 0),
      actions: actionsOf(customer, index, startsOn, lastMonth),
      promise: index % 3 === 0 ? '当日上门，8 小时恢复' : '次日上门，16 小时恢复',
      ...(index === 0 ? { purchaseOrder: 'HT-PO-26-1187' } : {}),
      startsOn,
      endsOn: firstOfMonth.add({ months: 33 }).subtract({ days: 1 }).toString(),
      source: `demo:${index}`,
    })
    if (index === 0)
      await database.withTenant(context, (tx) => seedUsage(tx, context, agreement.agreementId, storageLevels(world)))
    // The months before the last are billed; the story bills the month that ended.
    const billed = await subscription.runInvoices(context, lastMonth.toString(), agreement.agreementId)
    await payOlder(subscription, context, billed, index)
  }
}

/** Nearly everybody has paid; every ninth customer still owes the newest bill. */
async function payOlder(
  subscription: Services['subscription'],
  context: Context,
  invoiceIds: readonly string[],
  index: number,
): Promise<void> {
  const owed = index % 9 === 4 ? invoiceIds.slice(0, -1) : invoiceIds
  for (const invoiceId of owed) {
    const { invoice } = await subscription.getInvoice(context, invoiceId)
    await subscription.payInvoice(context, invoiceId, { paidOn: invoice.dueDate, reference: invoice.number })
  }
}

function actionsOf(
  { deviceCount }: DemoCustomer,
  index: number,
  startsOn: string,
  lastMonth: Temporal.PlainDate,
): AgreementAction[] {
  const seats = index === 0 ? 120 : deviceCount
  const subscribe = { do: 'subscribe', at: startsOn, plan: 'device', quantities: { seat: String(seats) } }
  if (index !== 0) return [subscribe]
  return [
    subscribe,
    { do: 'setQuantity', at: lastMonth.with({ day: 16 }).toString(), charge: 'seat', quantity: '123' },
    // A part that nothing covers joins the month's one invoice.
    {
      do: 'charge',
      at: lastMonth.add({ months: 1 }).toString(),
      code: 'part',
      name: '电源适配器 65 W，保外',
      price: '329.00',
      taxes: ['vat13'],
    },
  ]
}

/** One level a day over three months, growing slowly from 38 to 48 TB. */
function storageLevels({ today, random }: DemoWorld) {
  const first = today.with({ day: 1 }).subtract({ months: 3 })
  const days = first.until(today, { largestUnit: 'days' }).days
  return Array.from({ length: days + 1 }, (_, n) => ({
    source: 'storage-array-1',
    id: `level-${first.add({ days: n }).toString()}`,
    meter: 'storage',
    at: first.add({ days: n }).toZonedDateTime('Asia/Shanghai').toInstant().toString(),
    value: (38 + (n / days) * 10 + (random.next() - 0.5) * 0.6).toFixed(2),
  }))
}
