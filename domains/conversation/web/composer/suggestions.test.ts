import { expect, test } from 'vitest'
import type { AgentNow, CannedReply } from '../api.ts'
import { askedBy, cannedFor, mentionsIn } from './suggestions.ts'

test.each([
  { text: '/', because: 'a slash alone shows all', asked: { sign: '/', word: '', from: 0 } },
  { text: 'hello /gr', because: 'after a space', asked: { sign: '/', word: 'gr', from: 6 } },
  { text: '你好\n/问候', because: 'on a new line, in Chinese', asked: { sign: '/', word: '问候', from: 3 } },
  { text: '14/11', because: 'a slash inside a word is a date', asked: undefined },
  { text: '/gr and more', because: 'the word is over', asked: undefined },
  { text: 'ask @Luo', because: 'a colleague', asked: { sign: '@', word: 'Luo', from: 4 } },
])('$text: $because', ({ text, asked }) => {
  expect(askedBy(text, text.length)).toEqual(asked)
})

test('what begins with the word stands first, in the language of the screen before the other', () => {
  const reply = (shortcut: string, title: string, locale: string): CannedReply => ({
    cannedReplyId: `${shortcut}-${locale}`,
    shortcut,
    title,
    text: title,
    locale,
    own: false,
    uses: 0,
    version: 1,
  })
  const all = [reply('regret', 'Sorry', 'en'), reply('greet', 'Hello', 'zh-CN'), reply('greet', 'Hello', 'en')]
  expect(cannedFor(all, 'gre', 'en').map(({ key }) => key)).toEqual(['greet-en', 'greet-zh-CN', 'regret-en'])
})

test('only who is called by the whole name is told', () => {
  const agent = (agentId: string, name: string | null) => ({ agentId, name }) as AgentNow
  const agents = [agent('1', '罗倩'), agent('2', '罗'), agent('3', null)]
  expect(mentionsIn('@罗倩 请看', agents)).toEqual(['1', '2'])
  expect(mentionsIn('罗倩 请看', agents)).toEqual([])
})
