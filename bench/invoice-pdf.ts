/**
 * How long a month's invoice takes as a PDF: the first, which loads compiler and fonts, and each further one. Every one
 * differs in its numbers.   node bench/invoice-pdf.ts [--invoices 300] [--lines 12] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { createDocuments } from '#engine/documents'
import { seededRandom } from '#engine/kernel'
import type { InvoiceRow, LineRow } from '../domains/subscription/billing/invoices.ts'
import { invoicePdf } from '../domains/subscription/document/invoice-document.ts'

const { values } = parseArgs({
  options: {
    invoices: { type: 'string', default: '300' },
    lines: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
  },
})
const random = seededRandom(Number(values.seed))
const documents = createDocuments()
const parties = {
  seller: { name: '云启服务有限公司', details: '深圳市南山区', footer: '感谢合作', payment: ['招商银行深圳分行'] },
  customer: { name: '海川物流', lines: ['深圳市盐田区'] },
  agreementNumber: 'AGR-2026-0007',
  purchaseOrder: 'PO-3391',
  link: 'https://service.example.com/invoices',
}

const took: number[] = []
let bytes = 0
for (let n = 0; n < Number(values.invoices); n++) {
  const lines = Array.from({ length: Number(values.lines) }, (_, line) => lineOf(line + 1))
  const at = performance.now()
  bytes += invoicePdf(documents, n % 2 === 0 ? 'zh-CN' : 'en', invoiceOf(n, lines), lines, parties).length
  took.push(performance.now() - at)
}
const [first = 0, ...further] = took
further.sort((a, b) => a - b)
console.log(
  `${took.length} invoices of ${values.lines} lines, seed ${values.seed}: first ${first.toFixed(0)} ms, further p50 ${further[further.length >> 1]!.toFixed(1)} ms, p95 ${further[Math.floor(further.length * 0.95)]!.toFixed(1)} ms; ${Math.round(bytes / took.length / 1024)} KiB each; peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
)

function lineOf(line: number): LineRow {
  const netMinor = BigInt(random.between(10_000, 900_000))
  const taxMinor = (netMinor * 6n) / 100n
  return {
    line,
    kind: 'recurring',
    charge: `seat-${line}`,
    name: ['现代办公席位', '守护服务器', '云桌面', '备份存储'][line % 4]!,
    rangeStart: '2026-10-01',
    rangeEnd: '2026-11-01',
    days: 31,
    ofDays: 31,
    quantity: String(random.between(1, 400)),
    unit: '席',
    unitPrice: '128.00',
    netMinor,
    taxMinor,
    taxPercent: '6',
    totalMinor: netMinor + taxMinor,
    rating: [{ label: '1', quantity: '120', unitPrice: '128.00' }],
    evidence: { events: [], spans: [], devices: [] },
  }
}

function invoiceOf(n: number, lines: readonly LineRow[]): InvoiceRow {
  const sum = (part: (line: LineRow) => bigint) => lines.reduce((total, line) => total + part(line), 0n)
  const totalMinor = sum((line) => line.totalMinor)
  return {
    invoiceId: '',
    number: `INV-2026-${String(n).padStart(6, '0')}`,
    agreementId: '',
    customerId: '',
    date: '2026-11-01',
    dueDate: '2026-11-30',
    periodStart: '2026-10-01',
    periodEnd: '2026-11-01',
    currency: 'CNY',
    netMinor: sum((line) => line.netMinor),
    taxMinor: sum((line) => line.taxMinor),
    totalMinor,
    payments: [],
    dueMinor: totalMinor,
    state: 'open',
    paidOn: null,
    paymentReference: null,
    version: 1,
  }
}
