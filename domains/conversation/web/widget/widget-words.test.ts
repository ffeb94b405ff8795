import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentOn, contrastOf } from './accent.ts'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }
import { durationWords, languageOf, placeWords } from './words.ts'

test('any colour of a company can be read, on white and on black', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, fc.constantFrom('#ffffff', '#14171d'), (accent, ground) => {
      const { fill, onFill, ink } = accentOn(accent, ground)
      expect(contrastOf(fill, onFill)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(ink, ground)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('both languages say the same', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en))
})

test.each([
  { position: 1, en: '1st', zh: '第 1 位' },
  { position: 2, en: '2nd', zh: '第 2 位' },
  { position: 13, en: '13th', zh: '第 13 位' },
  { position: 23, en: '23rd', zh: '第 23 位' },
])('$position in line', ({ position, en, zh }) => {
  expect(placeWords(position, 'en')).toBe(en)
  expect(placeWords(position, 'zh-CN')).toBe(zh)
})

test.each([
  { seconds: 0, en: '0 s', zh: '0 秒' },
  { seconds: 65, en: '1 min 5 s', zh: '1 分 05 秒' },
  { seconds: 120, en: '2 min', zh: '2 分' },
  { seconds: 4200, en: '1 h 10 min', zh: '1 小时 10 分' },
])('$seconds s', ({ seconds, en, zh }) => {
  expect(durationWords(seconds, 'en').replaceAll('\u00a0', ' ')).toBe(en)
  expect(durationWords(seconds, 'zh-CN').replaceAll('\u00a0', ' ')).toBe(zh)
})

test.each([
  { search: '', browser: 'zh-TW', language: 'zh-CN', because: 'of two languages Chinese is nearer' },
  { search: '', browser: 'de-DE', language: 'en', because: 'everybody else reads English' },
  { search: '?key=x&lang=en', browser: 'zh-CN', language: 'en', because: 'the address wins' },
])('$browser $search: $because', ({ search, browser, language }) => {
  expect(languageOf(search, browser)).toBe(language)
})
