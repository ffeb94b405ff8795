import type { Printed } from './story.ts'

/** The documents of a replay as the guide shows them: an invoice or credit note, and a row for each line. */
export function outline({ invoices, creditNotes }: Printed): string {
  const documents = [
    ...creditNotes.map((note) => ({ date: note.date, text: outlineCredit(note) })),
    ...invoices.map((invoice) => ({ date: invoice.date, text: outlineInvoice(invoice) })),
  ]
  return documents
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ text }) => text)
    .join('\n')
}

function outlineInvoice({ number, date, lines, discount, tax, total, due }: Printed['invoices'][number]): string {
  const head = [`${date} ${number}`, `total ${total}`]
  if (!isZero(discount)) head.push(`discount ${discount}`)
  if (!isZero(tax)) head.push(`tax ${tax}`)
  if (due !== total) head.push(`due ${due}`)
  const rows = lines.map((line) => {
    const { charge, from, to, days, of, quantity, amount, correction, estimatedWindows: estimated } = line
    const share = days === undefined || days === of ? '' : `, ${days} of ${of} days`
    const marks = `${correction ? ', correction' : ''}${estimated ? `, ${estimated} days estimated` : ''}`
    return `  ${charge} ${from} to ${to}${share}${quantity === undefined ? '' : `, quantity ${quantity}`}${marks}: ${amount}`
  })
  return [head.join(', '), ...rows].join('\n')
}

function outlineCredit({ number, date, parts, tax, total }: Printed['creditNotes'][number]): string {
  const rows = parts.map(
    ({ invoice, line, charge, from, to, net }) => `  ${charge} ${from} to ${to}, of ${invoice} line ${line}: ${net}`,
  )
  return [`${date} ${number}, credit ${total}${isZero(tax) ? '' : `, tax ${tax}`}`, ...rows].join('\n')
}

function isZero(money: string): boolean {
  return /^0(\.0+)?$/.test(money)
}
