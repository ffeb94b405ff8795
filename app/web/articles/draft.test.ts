import { expect, test } from 'vitest'
import { bodyOf, draftOf, isEmpty, questionsOf } from './draft.ts'

test('a language in which nothing is written is no text', () => {
  const draft = draftOf(undefined)
  expect(isEmpty(draft)).toBe(true)
  const written = { ...draft, texts: { ...draft.texts, en: { title: ' Paper jam', body: '' } } }
  expect(isEmpty(written)).toBe(false)
  expect(bodyOf(written).texts).toEqual([{ locale: 'en', title: ' Paper jam', body: '' }])
})

test('questions are the lines that say something, each once', () => {
  const draft = { 'zh-CN': ' 卡纸了怎么办 \n\n卡纸了怎么办\n打印机不动', en: '' }
  expect(questionsOf(draft)).toEqual([
    { locale: 'zh-CN', text: '卡纸了怎么办' },
    { locale: 'zh-CN', text: '打印机不动' },
  ])
})
