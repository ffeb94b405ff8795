// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest'
import { changeLocale, i18n, registerLocale } from '#kit/i18n'
import settingsEn from '../../locale/en.json' with { type: 'json' }
import settingsZh from '../../locale/zh-CN.json' with { type: 'json' }
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }
import { changesOf, sentenceOf, subjectOf, valueText } from './sentence.ts'

registerLocale('audit', { en, 'zh-CN': zh })
registerLocale('settings', { en: settingsEn, 'zh-CN': settingsZh })
beforeAll(() => changeLocale('en'))

const t = i18n.getFixedT('en', 'settings')

describe('the trail in words', () => {
  test.each([
    ['engine.team.create', { name: 'Networks' }, 'team:1', 'Added the team “Networks”', 'the name that was recorded'],
    ['engine.user.disable', { disabledAt: 'x' }, 'user:7', 'Locked out the user “Su Qing”', 'a user by the id'],
    ['engine.session.open', null, 'user:7', 'Signed in', 'nothing is named'],
    ['engine.team.change', null, 'team:1', 'Changed the team without a name', 'nothing is known'],
    ['shop.lamp.sell', null, 'lamp:1', 'An act without words: shop.lamp.sell', 'a module of somebody else'],
  ])('%s %j of %s reads: %s (%s)', (action, after, subject, sentence, _because) => {
    const names = new Map([['7', 'Su Qing']])
    expect(sentenceOf(t, { action, subject, before: null, after }, names)).toBe(sentence)
  })

  test('what differs is named, with people by their names', () => {
    const entry = { before: { roles: ['agent'], name: 'A' }, after: { roles: [], name: 'A', by: '7', enabled: true } }
    const changes = changesOf(entry).map(({ field, before, after }) => [
      field,
      valueText(t, before, new Map()),
      valueText(t, after, new Map([['7', 'Su Qing']])),
    ])
    expect(changes).toEqual([
      ['roles', 'agent', 'nothing'],
      ['by', 'nothing', 'Su Qing'],
      ['enabled', 'nothing', 'yes'],
    ])
  })

  test('a subject may have colons in its id, or no id', () => {
    expect(subjectOf(t, 'delivery:conversation.figures:12')).toMatchObject({ id: 'conversation.figures:12' })
    expect(subjectOf(t, 'quality_setting')).toEqual({ kind: 'quality_setting', id: '', word: 'Review setting' })
  })
})
