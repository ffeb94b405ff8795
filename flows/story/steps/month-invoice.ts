import { storyRefusals } from '../errors.ts'
import { met, type Stage, type StoryStep } from '../step.ts'

/** 6: the month that ended becomes one invoice for the bank. Billed before, it is the same invoice again. */
export const monthInvoice: StoryStep = {
  name: 'monthInvoice',
  file: 'flows/usage-to-invoice.ts',
  play: async ({ parts, context, people, facts, remember }: Stage) => {
    const today = await parts.field.today(context)
    const until = Temporal.PlainDate.from(today).with({ day: 1 }).toString()
    const [agreement] = await parts.subscription.agreementsInForce(context, met(facts(), 'customerId'), today)
    if (!agreement) throw storyRefusals.castMissing({ who: 'agreement' })
    const { agreementId } = agreement
    await remember({ agreementId })
    const finance = await people.as('finance')
    await finance.subscription.runInvoices({ body: { until, agreementId } })
    const { items } = await finance.subscription.listInvoices({ query: { agreementId } })
    const invoice = items.find(({ periodEnd, date }) => date === until || periodEnd === until)
    if (!invoice) throw storyRefusals.nothingHappened({ what: 'invoice' })
    await remember({ invoiceId: invoice.invoiceId, invoiceNumber: invoice.number })
  },
}
