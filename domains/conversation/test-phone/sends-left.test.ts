import { expect, test } from 'vitest'
import { leftOf } from './sends-left.ts'

const START = Date.parse('2026-11-20T02:00:00Z')
const HOUR = 3600

type Act = 'words' | 'choice' | 'follows' | 'opens a page' | 'answer'

const WECHAT = {
  words: { direction: 'in', payload: { MsgType: 'text', Content: '在吗' } },
  choice: { direction: 'in', payload: { MsgType: 'text', Content: '解决了', bizmsgmenuid: 'solved' } },
  follows: { direction: 'event', payload: { MsgType: 'event', Event: 'subscribe' } },
  'opens a page': { direction: 'event', payload: { MsgType: 'event', Event: 'VIEW' } },
  answer: { direction: 'out', payload: { msgtype: 'text' } },
} as const
const WECOM = {
  words: { direction: 'in', payload: { msgtype: 'text' } },
  choice: { direction: 'in', payload: { msgtype: 'text', text: { menu_id: 'solved' } } },
  follows: { direction: 'event', payload: { msgtype: 'event', event: { event_type: 'enter_session' } } },
  'opens a page': { direction: 'event', payload: { msgtype: 'event', event: {} } },
  answer: { direction: 'out', payload: { msgtype: 'text' } },
} as const

const cases: { kind: 'wechat' | 'wecom'; acts: [number, Act][]; at: number; left?: number; because: string }[] = [
  { kind: 'wechat', acts: [], at: 0, because: 'who never came cannot be written to' },
  { kind: 'wechat', acts: [[0, 'words']], at: 1, left: 5, because: 'words allow five' },
  { kind: 'wechat', acts: [[0, 'words']], at: 48 * HOUR - 1, left: 5, because: 'for 48 hours' },
  { kind: 'wechat', acts: [[0, 'words']], at: 48 * HOUR, because: 'and not longer' },
  { kind: 'wechat', acts: [[0, 'choice']], at: 59, left: 3, because: 'a tap allows three' },
  { kind: 'wechat', acts: [[0, 'choice']], at: 60, because: 'for a minute' },
  { kind: 'wechat', acts: [[0, 'follows']], at: 1, left: 3, because: 'so does who follows the account' },
  { kind: 'wechat', acts: [[0, 'opens a page']], at: 1, because: 'an opened page allows nothing' },
  {
    kind: 'wechat',
    acts: [
      [0, 'words'],
      [1, 'answer'],
      [2, 'choice'],
    ],
    at: 3,
    left: 4,
    because: 'a tap takes nothing from what lasts longer',
  },
  {
    kind: 'wechat',
    acts: [[0, 'words'], ...Array.from({ length: 5 }, (): [number, Act] => [1, 'answer']), [2, 'choice']],
    at: 3,
    left: 3,
    because: 'where nothing is left it gives three',
  },
  {
    kind: 'wechat',
    acts: [
      [0, 'choice'],
      [1, 'answer'],
      [2, 'words'],
    ],
    at: 3,
    left: 5,
    because: 'words after a tap give all five',
  },
  { kind: 'wecom', acts: [[0, 'choice']], at: HOUR, left: 5, because: 'on WeCom a choice is as good as words' },
  { kind: 'wecom', acts: [[0, 'follows']], at: 1, because: 'who only enters gets a greeting by its code' },
]

test.each(cases)('on $kind: $because', ({ kind, acts, at, left }) => {
  const dress = kind === 'wechat' ? WECHAT : WECOM
  const wire = acts.map(([second, act]) => ({ ...dress[act], at: new Date(START + second * 1000).toISOString() }))
  expect(leftOf(kind, wire, START + at * 1000)).toBe(left)
})
