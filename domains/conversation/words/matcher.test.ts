import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matcherOf } from './matcher.ts'

describe('what is found', () => {
  const words = ['傻', '傻瓜', 'stupid', 'ass', '加微信', 'he', 'she', 'hers']
  const cases = [
    { text: '你这个傻瓜', found: ['傻', '傻瓜'], because: 'a word within a word is a word' },
    { text: 'ＳＴＵＰＩＤ', found: ['stupid'], because: 'full width and capitals are the same' },
    { text: 'st\u200bup\u00adid!', found: ['stupid'], because: 'characters that nobody sees hide nothing' },
    { text: 'class, passing', found: [], because: 'letters written together are one word' },
    { text: 'an ass', found: ['ass'], because: 'alone it is one' },
    { text: 'ushers', found: [], because: 'neither she, he nor hers stands alone' },
    { text: 'she', found: ['she'], because: 'he is part of it' },
    { text: '可以加 微信吗，加微信', found: ['加微信'], because: 'a space parts, as it does for a reader' },
    { text: '', found: [], because: 'nothing is in nothing' },
  ]
  test.each(cases)('$text: $because', ({ text, found }) => {
    const matcher = matcherOf(words)
    expect(matcher.matches(text).map(({ index }) => words[index])).toEqual(found)
    expect(matcher.finds(text)).toBe(found.length > 0)
  })
})

test('it finds what a search for each word alone finds', () => {
  const chinese = fc.string({ unit: fc.constantFrom('加', '微', '信', '傻'), minLength: 1, maxLength: 4 })
  const text = fc.string({ unit: fc.constantFrom('加', '微', '信', '傻', '。'), maxLength: 40 })
  fc.assert(
    fc.property(fc.uniqueArray(chinese, { maxLength: 8 }), text, (words, said) => {
      const found = matcherOf(words).matches(said)
      const expected = words.flatMap((word, index) => placesOf(said, word).map((from) => `${index}@${from}`))
      expect(found.map(({ index, from }) => `${index}@${from}`).sort()).toEqual(expected.sort())
    }),
  )
})

test('ten thousand words cost one walk over the text', () => {
  const words = Array.from({ length: 10_000 }, (_, index) => `禁语${index}号`)
  const matcher = matcherOf(words)
  const text = `${'这是一句没有问题的话。'.repeat(2000)}禁语9999号`
  expect(matcher.matches(text)).toEqual([{ index: 9999, from: 22_000, to: 22_007 }])
})

function placesOf(text: string, word: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at)
  return places
}
