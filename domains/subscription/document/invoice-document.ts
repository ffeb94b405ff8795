import { readFileSync } from 'node:fs'
import { toDecimalText, type Locale } from '#engine/kernel'
import type { Documents } from '#engine/documents'
import type { InvoiceRow, LineRow } from '../billing/invoices.ts'
import { amountInWords } from './amount-in-words.ts'

/** Who sends the invoice and who gets it; from the company's settings and the register of organisations. */
export interface InvoiceParties {
  readonly seller: {
    readonly name: string
    readonly details: string
    readonly footer: string
    readonly payment: readonly string[]
  }
  readonly customer: { readonly name: string; readonly lines: readonly string[] }
  readonly agreementNumber: string
  readonly purchaseOrder: string | null
  readonly link: string
}

const TEMPLATE = readFileSync(new URL('./invoice.typ', import.meta.url), 'utf8')

const WORDS = {
  'zh-CN': {
    title: '账单',
    payer: '付款方',
    period: '服务期间',
    due: '应付总额',
    columns: ['项目', '数量', '单价', '税率', '不含税金额'],
    inWords: '大写',
    taxes: '税额明细',
    totalWith: '应付总额（人民币）',
    agreement: '协议',
    order: '采购单',
    until: '至',
    by: '前付清',
    issued: '出账',
    net: '不含税合计',
    tax: '增值税',
    credit: '抵扣',
    wallet: '预付款',
    taxable: '计税',
    payment: '对公转账',
    check: '核对与发票',
    days: '天',
    checkText: '每一行的原始用量可在门户查看与下载。增值税电子专用发票于收款后 1 个工作日内开具，税目见各行税率。',
  },
  en: {
    title: 'Invoice',
    payer: 'Bill to',
    period: 'Service period',
    due: 'Amount due',
    columns: ['Item', 'Quantity', 'Unit price', 'Tax', 'Net amount'],
    inWords: '',
    taxes: 'Tax',
    totalWith: 'Amount due',
    agreement: 'Agreement',
    order: 'Purchase order',
    until: 'to',
    by: 'payable by',
    issued: 'Issued',
    net: 'Net',
    tax: 'VAT',
    credit: 'Credit note',
    wallet: 'Prepaid',
    taxable: 'on',
    payment: 'Bank transfer',
    check: 'Check',
    days: 'days',
    checkText: 'The usage behind every line can be seen and downloaded in the portal.',
  },
} as const

/** The invoice as a PDF on A4, in Chinese or English. */
export function invoicePdf(
  documents: Documents,
  locale: Locale,
  invoice: InvoiceRow,
  lines: readonly LineRow[],
  parties: InvoiceParties,
): Buffer {
  return documents.pdf(TEMPLATE, dataOf(locale, invoice, lines, parties))
}

function dataOf(locale: Locale, invoice: InvoiceRow, lines: readonly LineRow[], parties: InvoiceParties) {
  const words = WORDS[locale]
  const money = (minor: bigint): string => printMoney(minor, invoice.currency)
  const { seller, customer } = parties
  return {
    lang: locale === 'en' ? 'en' : 'zh',
    title: words.title,
    number: invoice.number,
    seller,
    footer: seller.footer,
    customer,
    labels: {
      payer: words.payer,
      period: words.period,
      due: words.due,
      columns: words.columns,
      inWords: words.inWords,
      taxes: words.taxes,
      totalWith: words.totalWith,
    },
    period: `${invoice.periodStart} ${words.until} ${dayBefore(invoice.periodEnd)}`,
    references: [
      [words.agreement, parties.agreementNumber],
      ...(parties.purchaseOrder === null ? [] : [[words.order, parties.purchaseOrder]]),
    ],
    total: money(invoice.dueMinor),
    dueText: locale === 'en' ? `${words.by} ${invoice.dueDate}` : `${invoice.dueDate} ${words.by}`,
    issuedText: `${words.issued} ${invoice.date}`,
    lines: lines.map((line) => printLine(line, words.days, money, invoice.currency)),
    inWords: locale === 'zh-CN' && invoice.currency === 'CNY' ? amountInWords(invoice.dueMinor) : '',
    taxes: taxGroups(lines).map(([percent, net, tax]) => [
      `${percent} %`,
      `${words.taxable} ${money(net)}`,
      money(tax),
    ]),
    totals: [
      [words.net, money(invoice.netMinor)],
      [words.tax, money(invoice.taxMinor)],
      ...invoice.payments.map(({ kind, name, amountMinor }) => [`${words[kind]} ${name}`, money(-BigInt(amountMinor))]),
    ],
    payment: { title: words.payment, lines: [...seller.payment, invoice.number] },
    check: { title: words.check, text: words.checkText, link: parties.link },
  }
}

function printLine(line: LineRow, days: string, money: (minor: bigint) => string, currency: string) {
  const parts = line.rating.map(
    ({ quantity, unitPrice }) => `${quantity ?? ''} × ${unitPrice === null ? '' : printPrice(unitPrice, currency)}`,
  )
  const range = `${line.rangeStart} – ${dayBefore(line.rangeEnd)}`
  const share = line.days < line.ofDays ? `，${line.days} / ${line.ofDays} ${days}` : ''
  return {
    name: line.name,
    detail: [`${range}${share}`, ...parts].join(' · '),
    quantity: [line.quantity === null ? '' : printQuantity(line.quantity), line.unit ?? ''].filter(Boolean).join(' '),
    price: line.unitPrice === null ? '' : printPrice(line.unitPrice, currency),
    tax: line.taxPercent === null ? '–' : `${line.taxPercent} %`,
    amount: money(line.netMinor),
  }
}

function taxGroups(lines: readonly LineRow[]): [string, bigint, bigint][] {
  const taxed = lines.filter(({ taxPercent }) => taxPercent !== null)
  return [...Map.groupBy(taxed, ({ taxPercent }) => taxPercent!)].map(([percent, group]) => [
    percent,
    group.reduce((sum, { netMinor }) => sum + netMinor, 0n),
    group.reduce((sum, { taxMinor }) => sum + taxMinor, 0n),
  ])
}

function printMoney(minor: bigint, currency: string): string {
  const text = toDecimalText(minor, currency)
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${minor < 0n ? '−' : ''}${signOf(currency)}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

function printPrice(price: string, currency: string): string {
  const [whole = '', fraction = ''] = price.split('.')
  return `${signOf(currency)}${whole}.${fraction.padEnd(2, '0')}`
}

/** At most three decimals on paper; the exact figure is behind the line. */
function printQuantity(quantity: string): string {
  const [whole = '', fraction = ''] = quantity.split('.')
  const shown = fraction.slice(0, 3).replace(/0+$/, '')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${shown === '' ? '' : `.${shown}`}`
}

function signOf(currency: string): string {
  return currency === 'CNY' ? '¥' : `${currency} `
}

function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
}
