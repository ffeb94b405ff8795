import type { TFunction } from 'i18next'
import { i18n } from '#kit/i18n'
import type { AuditRow } from '../../api.ts'

type Entry = Pick<AuditRow, 'action' | 'subject' | 'before' | 'after'>

/** By what things are called in what was recorded of them; the first that is there. */
const NAMES = ['name', 'label', 'number', 'title', 'subject', 'login', 'description', 'shortcut', 'url'] as const

/** What was done, as a person says it: `Added the team “Networks”`. `names` are those of users by their id. */
export function sentenceOf(t: TFunction, entry: Entry, names: ReadonlyMap<string, string>): string {
  const key = `audit:actions.${entry.action}`
  if (!i18n.exists(key)) return t('audit:unknown', { action: entry.action })
  return t(key, { thing: thingOf(t, entry, names) }).trim()
}

function thingOf(t: TFunction, { subject, before, after }: Entry, names: ReadonlyMap<string, string>): string {
  const [kind, id = ''] = subject.split(':', 2)
  const known = kind === 'user' || kind === 'team' ? names.get(id) : undefined
  const name = known ?? nameIn(after) ?? nameIn(before)
  return name === undefined ? t('audit:something') : `“${name}”`
}

function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  const found = NAMES.map((name) => fields[name]).find((one) => typeof one === 'string' && one !== '')
  return found as string | undefined
}

/** `user:0199…` → what it is, and by which id. */
export function subjectOf(t: TFunction, subject: string): { readonly kind: string; readonly id: string; word: string } {
  const colon = subject.indexOf(':')
  const [kind, id] = colon === -1 ? [subject, ''] : [subject.slice(0, colon), subject.slice(colon + 1)]
  const key = `audit:subjects.${kind}`
  return { kind, id, word: i18n.exists(key) ? t(key) : kind }
}

/** Where the console shows things of a kind that no module has said for itself. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  user: (id) => `/settings/users?user=${id}`,
  team: (id) => `/settings/teams?team=${id}`,
  webhook: (id) => `/settings/webhooks?webhook=${id}`,
  'oidc-provider': (id) => `/settings/providers?provider=${id}`,
  conversation: (id) => `/conversation/${id}`,
  article: (id) => `/articles/${id}`,
  delivery: (id) => `/settings/deliveries?delivery=${id}`,
  channel: () => '/conversation/channels',
  queue: () => '/conversation/queues',
  sensitive_words: () => '/conversation/words',
  quality_standard: () => '/conversation/quality',
}

export function pageOf(kind: string, id: string): string | undefined {
  return PAGES[kind]?.(encodeURIComponent(id))
}

export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** The fields that differ; where only one side was recorded, all of that side. */
export function changesOf({ before, after }: Pick<Entry, 'before' | 'after'>): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names
    .map((field) => ({ field, before: was[field], after: is[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {}
  return Array.isArray(value) ? { '': value } : (value as Readonly<Record<string, unknown>>)
}

/** A value as it reads in a line; ids of people by their names. */
export function valueText(t: TFunction, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return t('audit:nothing')
  if (typeof value === 'boolean') return t(value ? 'audit:yes' : 'audit:no')
  if (typeof value === 'string') return names.get(value) ?? value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return t('audit:nothing')
    return value.map((one) => valueText(t, one, names)).join(t('settings:list'))
  }
  return JSON.stringify(value)
}

export function fieldName(t: TFunction, field: string): string {
  const key = `audit:fields.${field}`
  return i18n.exists(key) ? t(key) : field
}
