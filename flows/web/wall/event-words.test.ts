import { expect, test } from 'vitest'
import { formatsOf, i18n, registerLocale } from '#kit/i18n'
import en from '../../locale/en.json' with { type: 'json' }
import zh from '../../locale/zh-CN.json' with { type: 'json' }
import type { Wall } from '../api.ts'
import { eventWords } from './event-words.ts'

registerLocale('flows', { en, 'zh-CN': zh })

const known = {
  technicians: [{ technicianId: 't1', name: '陈志强' }],
  places: [{ visitId: 'v1', number: 'WO-8842' }],
} as unknown as Pick<Wall, 'technicians' | 'places'>

const words = (name: string, data: Record<string, unknown>) =>
  eventWords(
    { at: '2026-11-20T06:05:00Z', name, data },
    known,
    i18n.getFixedT('en', 'flows'),
    formatsOf('en', 'Asia/Shanghai'),
  )

test.each<[string, Record<string, unknown>, string, string]>([
  [
    'fleet.fault_raised',
    { serial: 'PF4K7M2Q', cause: 'disk_wear', healthBefore: 68, healthAfter: 41 },
    'PF4K7M2Q: disk wear, health 68 → 41',
    'a cause has a word',
  ],
  [
    'field.technician_arrived',
    { technicianId: 't1', visitId: 'v1' },
    '陈志强 arrived, WO-8842',
    'ids are known by the map',
  ],
  ['subscription.invoice_paid', { number: 'INV-7' }, 'Invoice INV-7 is paid', 'a payment is told by its invoice'],
  [
    'delivery.handed_over',
    { number: 'PRJ-2', devices: 120 },
    'PRJ-2 handed over to operation, 120 devices',
    'so is a project',
  ],
  [
    'field.technician_arrived',
    { technicianId: 't2', visitId: 'v2' },
    'A technician arrived, a visit',
    'nobody is an id',
  ],
  ['conversation.rated', { rating: 5, reason: 'fixed' }, 'A customer rated 5 of 5: “fixed”', 'what was said is quoted'],
  ['conversation.rated', { rating: 4, reason: null }, 'A customer rated 4 of 5', 'nothing said is nothing quoted'],
  [
    'subscription.invoice_final',
    { number: 'INV-1', totalMinor: '4480600', currency: 'CNY' },
    'Invoice INV-1 is final, ¥44,806.00',
    'money is written as money',
  ],
  ['desk.merged', {}, 'desk.merged', 'an event without words is still shown'],
])('%s %j → %s, because %s', (name, data, expected) => {
  expect(words(name, data)).toBe(expected)
})
