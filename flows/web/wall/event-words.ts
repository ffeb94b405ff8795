import type { TFunction } from 'i18next'
import type { Formats } from '#kit/i18n'
import type { Wall } from '../api.ts'

type Recent = Wall['recent'][number]
type Known = Pick<Wall, 'technicians' | 'places'>

/** An event as a sentence: facts by their names, technicians and visits by what the wall knows of them. */
export function eventWords({ name, data }: Recent, known: Known, t: TFunction, formats: Formats): string {
  const technician = known.technicians.find(({ technicianId }) => technicianId === data['technicianId'])
  const place = known.places.find(({ visitId }) => visitId === data['visitId'])
  const facts = {
    ...data,
    technicianName: data['technicianName'] ?? technician?.name ?? t('recent.technician'),
    visit: place?.number ?? t('recent.visit'),
    cause: t([`cause.${textOf(data['cause'])}`, 'cause.other']),
    priority: textOf(data['priority']).toUpperCase(),
    total: amountOf(data, formats),
    time: data['startsAt'] ? formats.timeRange(textOf(data['startsAt']), textOf(data['endsAt'])) : '',
    said: textOf(data['reason']) && t('recent.said', { words: textOf(data['reason']) }),
  }
  return t([`event.${name}`, 'event.other'], { ...facts, name })
}

function amountOf({ totalMinor, currency }: Recent['data'], formats: Formats): string {
  if (typeof totalMinor !== 'string') return ''
  return formats.money({ amountMinor: totalMinor, currency: textOf(currency) || 'CNY' })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
