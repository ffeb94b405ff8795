import { expect, test } from 'vitest'
import { isForeign, languageOf } from './language.ts'

test.each([
  ['VPN 连不上', 'zh-CN', 'Chinese sentences have English words in them'],
  ['The VPN is down', 'en', 'no Chinese character'],
  ['13800138000 👍', undefined, 'nothing to translate'],
  ['C', undefined, 'a letter is no word'],
] as const)('%s is %s: %s', (text, language, _because) => {
  expect(languageOf(text)).toBe(language)
})

test('only what the reader may not know is foreign', () => {
  expect([isForeign('你好', 'en'), isForeign('你好', 'zh-CN'), isForeign('42', 'en')]).toEqual([true, false, false])
})
