/** Every report as a file, its header in the language of the page that asked for it. */
import { z } from 'zod'
import { sendCsv, type Cell, type RawRoute } from '#engine/http'
import { invalidInput, type Context, type Locale } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Parts } from '../parts.ts'
import { countRules, listCards } from '../quality/list.ts'
import en from '../quality/locale/en.json' with { type: 'json' }
import zh from '../quality/locale/zh-CN.json' with { type: 'json' }
import { calibrationOf } from '../review/calibration.ts'
import { BREAKDOWNS, REPORT_COLUMNS } from './columns.ts'
import { readFigures } from './figures.ts'

const WORDS: Readonly<Record<Locale, typeof en>> = { en, 'zh-CN': zh }
const ROWS_MAX = 10_000

const query = z.object({
  report: z.enum(['figures', 'scores', 'rules', 'calibration']),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  by: z.enum(BREAKDOWNS).default('day'),
  locale: z.enum(['en', 'zh-CN']).default('en'),
  channelId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  agentId: z.uuid().optional(),
  failed: z.string().max(40).optional(),
})
type Asked = z.infer<typeof query>

interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export function reportFile({ database }: Parts): RawRoute {
  return {
    method: 'GET',
    path: '/api/conversation/report.csv',
    summary: 'A report as a table for spreadsheets: figures, scores, rules or calibration of a time',
    may: 'conversation.report.read',
    handle: async (request, reply, context) => {
      const asked = read(request.query)
      const { header, rows } = await database.withTenant(context!, (tx) => tableOf(tx, context!, asked))
      const name = `${asked.report}-${asked.from.slice(0, 10)}-${asked.to.slice(0, 10)}`
      return sendCsv(reply, { name, header, rows })
    },
  }
}

function read(given: unknown): Asked {
  const parsed = query.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message })))
}

function tableOf(tx: Tx, context: Context, asked: Asked): Promise<Table> {
  switch (asked.report) {
    case 'figures':
      return figuresTable(tx, context, asked)
    case 'scores':
      return scoresTable(tx, context, asked)
    case 'rules':
      return rulesTable(tx, context, asked)
    case 'calibration':
      return calibrationTable(tx, context, asked)
  }
}

async function figuresTable(tx: Tx, context: Context, asked: Asked): Promise<Table> {
  const { report, column } = WORDS[asked.locale]
  const figures = await readFigures(tx, context, asked)
  return {
    header: [report.by[asked.by], ...REPORT_COLUMNS.map(({ key }) => report.figure[key])],
    rows: figures.map(({ key, name, indicators }) => [
      name ?? key ?? column.nobody,
      ...REPORT_COLUMNS.map((one) => rounded(indicators[one.key])),
    ]),
  }
}

async function scoresTable(tx: Tx, context: Context, asked: Asked): Promise<Table> {
  const { column, rule } = WORDS[asked.locale]
  const { items } = await listCards(tx, context, { ...asked, order: 'latest', limit: ROWS_MAX })
  const words: Readonly<Record<string, string>> = rule
  return {
    header: [column.closed, column.customer, column.channel, column.agent, column.score, column.rating, column.failed],
    rows: items.map(({ closedAt, contactName, channelName, agentName, score, rating, failed }) => [
      closedAt,
      contactName,
      channelName,
      agentName,
      score,
      rating,
      failed.map((name) => words[name] ?? name).join(' · '),
    ]),
  }
}

async function rulesTable(tx: Tx, context: Context, asked: Asked): Promise<Table> {
  const { column, rule, outcome } = WORDS[asked.locale]
  const words: Readonly<Record<string, string>> = rule
  const { rules } = await countRules(tx, context, asked)
  return {
    header: [column.rule, outcome.passed, outcome.failed],
    rows: rules.map(({ rule: name, passed, failed }) => [words[name] ?? name, passed, failed]),
  }
}

async function calibrationTable(tx: Tx, context: Context, asked: Asked): Promise<Table> {
  const { column, rule, report } = WORDS[asked.locale]
  const words: Readonly<Record<string, string>> = rule
  const { rules } = await calibrationOf(tx, context, asked)
  const both = [column.withRules, report.judged, column.kappa, column.amongPeople, report.judged, column.kappaPeople]
  return {
    header: [column.rule, ...both],
    rows: rules.map(({ rule: name, withRules, amongPeople }) => [
      words[name] ?? name,
      ...[withRules, amongPeople].flatMap(({ share, count, kappa }) => [rounded(share), count, rounded(kappa)]),
    ]),
  }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000
}
