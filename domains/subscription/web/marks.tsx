import { useText } from '#kit/i18n'
import { StatusMark } from '#kit/ui'
import type { AgreementRow, InvoiceRow } from './api.ts'

type Form = 'chip' | 'plain'

/** Planned, running, over: from its dates and today. */
export function AgreementMark({
  agreement: { startsOn, endsOn },
  today,
  form = 'plain',
}: {
  agreement: Pick<AgreementRow, 'startsOn' | 'endsOn'>
  today: string
  form?: Form
}) {
  const t = useText('subscription')
  const state = startsOn > today ? 'planned' : endsOn !== null && endsOn < today ? 'over' : 'running'
  const shape = { planned: 'new', running: 'half', over: 'hold' } as const
  return (
    <StatusMark shape={shape[state]} form={form}>
      {t(`agreement.state.${state}`)}
    </StatusMark>
  )
}

/** Paid, open, past its due day, void. */
export function InvoiceMark({
  invoice: { state, dueDate, dueMinor },
  today,
  form = 'plain',
}: {
  invoice: Pick<InvoiceRow, 'state' | 'dueDate' | 'dueMinor'>
  today: string
  form?: Form
}) {
  const t = useText('subscription')
  const isPaid = state === 'paid' || (state === 'final' && BigInt(dueMinor) === 0n)
  const shown = isPaid ? 'paid' : state === 'void' ? 'void' : dueDate < today ? 'overdue' : 'open'
  const shape = { paid: 'done', void: 'hold', overdue: 'late', open: 'open' } as const
  return (
    <StatusMark shape={shape[shown]} form={form}>
      {t(`invoice.state.${shown}`)}
    </StatusMark>
  )
}
