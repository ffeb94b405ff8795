/** Incidents as a table: what every case has, then each field of the type, in the words of one language. */
import type { Locale } from '#engine/kernel'
import type { Cell } from '#engine/http'
import type { NamedIncident } from '../incident/names.ts'
import { incidentFields, type IncidentFields } from '../incident/fields.ts'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }

type Words = Pick<typeof en, 'state' | 'priority' | 'origin'> & {
  readonly export: Omit<(typeof en)['export'], 'done_one'>
}
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-CN': zh }

export interface Reading {
  readonly locale: Locale
  /** Instants are written in the company's zone. */
  readonly zone: string
  readonly teamNames: ReadonlyMap<string, string>
}

type Name = keyof Words['export']['column']
type Field = keyof IncidentFields

interface Column {
  readonly name: Name
  cellOf(incident: NamedIncident, reading: Reading): Cell
}

const OF_EVERY_CASE: readonly Column[] = [
  { name: 'number', cellOf: ({ number }) => number },
  { name: 'subject', cellOf: ({ subject }) => subject },
  { name: 'state', cellOf: ({ state }, { locale }) => WORDS[locale].state[state] },
  { name: 'priority', cellOf: ({ priority }, { locale }) => WORDS[locale].priority[priority] },
  { name: 'customer', cellOf: ({ customerName }) => customerName },
  { name: 'site', cellOf: ({ siteName }) => siteName },
  { name: 'person', cellOf: ({ personName }) => personName },
  { name: 'team', cellOf: ({ teamId }, { teamNames }) => (teamId === null ? null : (teamNames.get(teamId) ?? teamId)) },
  { name: 'owner', cellOf: ({ assigneeName }) => assigneeName },
  { name: 'openTasks', cellOf: ({ openTasks }) => openTasks },
  { name: 'dueAt', cellOf: ({ dueAt }, { zone }) => localTime(dueAt, zone) },
  { name: 'openedAt', cellOf: ({ openedAt }, { zone }) => localTime(openedAt, zone) },
  { name: 'doneAt', cellOf: ({ doneAt }, { zone }) => localTime(doneAt, zone) },
  { name: 'closedAt', cellOf: ({ closedAt }, { zone }) => localTime(closedAt, zone) },
  { name: 'updatedAt', cellOf: ({ updatedAt }, { zone }) => localTime(updatedAt, zone) },
]

/** One schema for API, form and export: a field that the type gains is a column by itself. */
const FIELDS = Object.keys(incidentFields.shape) as Field[]

export function headerIn(locale: Locale): string[] {
  const { column } = WORDS[locale].export
  return [...OF_EVERY_CASE.map(({ name }) => name), ...FIELDS].map((name) => column[name as Name])
}

export function rowOf(incident: NamedIncident, reading: Reading): Cell[] {
  return [
    ...OF_EVERY_CASE.map(({ cellOf }) => cellOf(incident, reading)),
    ...FIELDS.map((name) => fieldCell(name, incident.fields[name], reading)),
  ]
}

function fieldCell(name: Field, value: unknown, { locale, zone }: Reading): Cell {
  if (value === undefined || value === null) return null
  if (name === 'origin') return WORDS[locale].origin[value as IncidentFields['origin']]
  if (name === 'remedy') return WORDS[locale].export.remedy[value as 'remote' | 'onsite']
  if (name === 'expectedRestoreAt') return localTime(value as string, zone)
  if (name === 'entitlement') return entitlementWords(value as NonNullable<IncidentFields['entitlement']>, locale)
  return Array.isArray(value) ? value.join(', ') : (value as Cell)
}

function entitlementWords(
  { kind, reference, promise, endsOn }: NonNullable<IncidentFields['entitlement']>,
  locale: Locale,
): string {
  return [WORDS[locale].export.entitlement[kind], reference, promise, endsOn].filter(Boolean).join(' · ')
}

/** `2026-11-22 08:15:00`, which spreadsheets take for a time. */
function localTime(at: string | null, zone: string): string | null {
  if (at === null) return null
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.round('second').toString({ smallestUnit: 'second' }).replace('T', ' ')
}
