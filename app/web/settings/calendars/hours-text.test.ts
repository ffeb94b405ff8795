import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursOfText, hoursToText, specialOfText, specialToText } from './hours-text.ts'

test.each([
  { text: '', hours: [], because: 'a closed day' },
  { text: '09:00-17:00', hours: [['09:00', '17:00']], because: 'one window' },
  {
    text: '08:30–12:00，13:30-24:00',
    hours: [
      ['08:30', '12:00'],
      ['13:30', '24:00'],
    ],
    because: 'as a Chinese keyboard writes it',
  },
  { text: '09：00-12：00', hours: [['09:00', '12:00']], because: 'full-width colons' },
  { text: '9-17', hours: undefined, because: 'no times' },
  { text: '17:00-09:00', hours: undefined, because: 'it ends before it begins' },
  { text: '09:00-25:00', hours: undefined, because: 'there is no such hour' },
])('"$text": $because', ({ text, hours }) => {
  expect(hoursOfText(text)).toEqual(hours)
})

test('special days: holidays once and every year, hours of their own', () => {
  expect(specialOfText('2026-10-01\n01-01\n\n2026-10-10 09:00-12:00')).toEqual({
    holidays: ['2026-10-01', '01-01'],
    overrides: { '2026-10-10': [['09:00', '12:00']] },
  })
  expect(specialOfText('tomorrow')).toBeUndefined()
  expect(specialOfText('01-01 09:00-12:00')).toBeUndefined()
})

const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})
const hours = fc.array(
  fc.tuple(time, time).filter(([from, to]) => from < to),
  { maxLength: 3 },
)

test('what was written can be read again', () => {
  fc.assert(
    fc.property(hours, (each) => {
      expect(hoursOfText(hoursToText(each))).toEqual(each)
    }),
  )
})

test('so can special days', () => {
  const someHours = hours.filter(({ length }) => length > 0)
  fc.assert(
    fc.property(someHours, (each) => {
      const special = { holidays: ['2026-10-01'], overrides: { '2026-10-10': each } }
      expect(specialOfText(specialToText(special))).toEqual(special)
    }),
  )
})
