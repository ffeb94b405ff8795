import { expect, test } from 'vitest'
import type { MenuEntry } from '../../contract/wechat.ts'
import { menuProblems } from './menu-rules.ts'

const click = (name: string, key = '报修') => ({ kind: 'click', name, key }) as const
const view = (url: string) => ({ kind: 'view', name: '官网', url }) as const
const group = (entries: Extract<MenuEntry, { kind: 'group' }>['entries'], name = '服务') =>
  ({ kind: 'group', name, entries }) as const
const program = {
  kind: 'miniprogram',
  name: '报修',
  appId: 'wx1234567890abcdef',
  pagePath: 'pages/a',
  url: 'https://a.cn',
}

const cases: { because: string; entries: MenuEntry[]; problems: string[] }[] = [
  {
    because: 'a full menu of three kinds is allowed',
    entries: [click('报修'), view('https://a.cn/?b=1'), program as MenuEntry],
    problems: [],
  },
  {
    because: 'five below one are allowed',
    entries: [group(Array.from({ length: 5 }, () => click('一二三四五六七八九十一二三四五六七八九十')))],
    problems: [],
  },
  { because: 'a menu without entries is deleted, not published', entries: [], problems: ['/entries empty'] },
  {
    because: 'a fourth entry is refused',
    entries: Array.from({ length: 4 }, () => click('报修')),
    problems: ['/entries too-many'],
  },
  {
    because: 'a sixth below one is refused',
    entries: [group(Array.from({ length: 6 }, () => click('报修')))],
    problems: ['/entries/0/entries too-many'],
  },
  { because: 'a group holds something', entries: [group([])], problems: ['/entries/0/entries empty'] },
  {
    because: 'a name has 16 bytes: five Chinese characters',
    entries: [click('报修与咨询'), click('报修与咨询呢')],
    problems: ['/entries/1/name too-long'],
  },
  {
    because: 'below an entry a name has 60 bytes',
    entries: [group([click('报'.repeat(21))])],
    problems: ['/entries/0/entries/0/name too-long'],
  },
  {
    because: 'what a tap says has 128 bytes',
    entries: [click('报修', '报'.repeat(43))],
    problems: ['/entries/0/key too-long'],
  },
  {
    because: 'an address has 1024 bytes',
    entries: [view(`https://a.cn/${'a'.repeat(1020)}`)],
    problems: ['/entries/0/url too-long'],
  },
  {
    because: 'only pages can be opened',
    entries: [view('javascript:alert(1)'), view('a.cn')],
    problems: ['/entries/0/url no-address', '/entries/1/url no-address'],
  },
  {
    because: 'a mini program needs all three, told at once',
    entries: [{ kind: 'miniprogram', name: '', appId: 'x', pagePath: '', url: '' }],
    problems: [
      '/entries/0/name empty',
      '/entries/0/appId no-app-id',
      '/entries/0/pagePath empty',
      '/entries/0/url empty',
    ],
  },
  {
    because: 'what was made elsewhere is left alone',
    entries: [{ kind: 'other', name: '扫码', button: { type: 'scancode_push' } }],
    problems: [],
  },
]

test.each(cases)('$because', ({ entries, problems }) => {
  expect(menuProblems(entries).map(({ path, reason }) => `${path} ${reason}`)).toEqual(problems)
})
