// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { registerLocale } from '#kit/i18n'
import { show, until, type Shown } from '#kit/testing'
import en from '../../locale/en.json' with { type: 'json' }
import zh from '../../locale/zh-CN.json' with { type: 'json' }
import { ComposerAssist } from './composer-assist.tsx'

registerLocale('conversation', { en, 'zh-CN': zh })

let shown: Shown
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

const suggestions = {
  question: '连不上',
  threshold: 0.62,
  items: [{ kind: 'article', id: 'a1', title: 'VPN', text: '请重启', confidence: 0.81 }],
}

async function writing(standing: object, text = '') {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) =>
    Response.json(typeof url === 'string' && url.endsWith('/assist') ? standing : suggestions),
  )
  const replace = vi.fn<(words: string) => void>()
  shown = await show(<ComposerAssist conversationId="c1" asked="连不上" text={text} replace={replace} />)
  return replace
}

test('without a model a draft and a translation are not offered; a suggestion is put into the reply, not sent', async () => {
  const replace = await writing({ model: 'absent', until: null }, 'Please restart')
  expect(shown.text().trim()).toBe('Suggest')
  await shown.click('.assist-acts button')
  await until(() => expect(shown.text()).toContain('81 %, bot answers from 62 %'))
  await shown.click('.assist-list button')
  expect(replace.mock.calls).toEqual([['请重启']])
})

test('a reply in another language than the question can be translated', async () => {
  await writing({ model: 'ready', until: null }, 'Please restart')
  await until(() => expect(shown.text()).toContain('Into Chinese'))
})

test('a resting assistant says until when, and cannot be asked', async () => {
  await writing({ model: 'resting', until: '2026-11-20T06:05:00Z' })
  await until(() => expect(shown.text()).toMatch(/resting until \d\d:05/))
  expect(shown.find('.assist-acts button:disabled').textContent).toContain('Draft a reply')
})
