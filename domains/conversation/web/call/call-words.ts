import type { TFunction } from 'i18next'
import type { Formats } from '#kit/i18n'

type Details = Readonly<Record<string, unknown>>

/** What has happened in a call, in one line; undefined for what is no event of a call. */
export function callSentence(
  t: TFunction,
  { duration }: Pick<Formats, 'duration'>,
  event: string,
  details: Details,
  nameOf: (id: string) => string | undefined,
): string | undefined {
  if (!event.startsWith('call_')) return undefined
  const text = (key: string) => (typeof details[key] === 'string' ? details[key] : '')
  const seconds = Number(details['seconds'] ?? details['expectedSeconds'] ?? 0)
  const key = event === 'call_waits' && typeof details['expectedSeconds'] === 'number' ? 'call_waitsExpected' : event
  return t(`event.${key}`, {
    from: text('from'),
    number: text('number'),
    digit: text('digit'),
    label: text('label'),
    reason: text('reason'),
    position: Number(details['position'] ?? 0),
    name: text('name') || (nameOf(text('agentId')) ?? t('author.agent')),
    time: duration(seconds),
  })
}
