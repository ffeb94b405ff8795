/**
 * What the platform allows of a custom menu: three entries, five below each, names counted in bytes of UTF-8.
 * https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html
 * Pure, and shared with the form.
 */
import type { MenuEntry, MenuLeaf } from '../../contract/wechat.ts'

export const MENU_LIMITS = {
  entries: 3,
  inside: 5,
  nameBytes: 16,
  insideNameBytes: 60,
  keyBytes: 128,
  urlBytes: 1024,
} as const

export interface MenuProblem {
  /** JSON pointer into `{ entries }`. */
  readonly path: string
  readonly reason: 'too-many' | 'empty' | 'too-long' | 'no-address' | 'no-app-id'
  readonly max: number
}

export function menuProblems(entries: readonly MenuEntry[]): MenuProblem[] {
  return [
    ...countProblems('/entries', entries.length, MENU_LIMITS.entries),
    ...entries.flatMap((entry, index) => entryProblems(entry, `/entries/${index}`)),
  ]
}

function entryProblems(entry: MenuEntry, path: string): MenuProblem[] {
  const named = textProblems(`${path}/name`, entry.name, MENU_LIMITS.nameBytes)
  if (entry.kind !== 'group') return [...named, ...leafProblems(entry, path)]
  return [
    ...named,
    ...countProblems(`${path}/entries`, entry.entries.length, MENU_LIMITS.inside),
    ...entry.entries.flatMap((leaf, index) => {
      const place = `${path}/entries/${index}`
      const name = textProblems(`${place}/name`, leaf.name, MENU_LIMITS.insideNameBytes)
      return [...name, ...leafProblems(leaf, place)]
    }),
  ]
}

function leafProblems(leaf: MenuLeaf, path: string): MenuProblem[] {
  switch (leaf.kind) {
    case 'click':
      return textProblems(`${path}/key`, leaf.key, MENU_LIMITS.keyBytes)
    case 'view':
      return urlProblems(`${path}/url`, leaf.url)
    case 'miniprogram':
      return [
        ...(/^wx[0-9a-z]{8,30}$/i.test(leaf.appId) ? [] : [problem(`${path}/appId`, 'no-app-id')]),
        ...textProblems(`${path}/pagePath`, leaf.pagePath, MENU_LIMITS.urlBytes),
        ...urlProblems(`${path}/url`, leaf.url),
      ]
    case 'other':
      return []
  }
}

function urlProblems(path: string, url: string): MenuProblem[] {
  const found = textProblems(path, url, MENU_LIMITS.urlBytes)
  if (found.length > 0) return found
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '') ? [] : [problem(path, 'no-address')]
}

function textProblems(path: string, text: string, max: number): MenuProblem[] {
  if (text.trim() === '') return [problem(path, 'empty')]
  return new TextEncoder().encode(text).length > max ? [problem(path, 'too-long', max)] : []
}

function countProblems(path: string, count: number, max: number): MenuProblem[] {
  if (count === 0) return [problem(path, 'empty')]
  return count > max ? [problem(path, 'too-many', max)] : []
}

function problem(path: string, reason: MenuProblem['reason'], max = 0): MenuProblem {
  return { path, reason, max }
}

/** For callers of the API; the form has the words of its reader. */
export function sentenceOf({ reason, max }: MenuProblem): string {
  const sentences = {
    'too-many': `has at most ${max} entries`,
    empty: 'is empty',
    'too-long': `has at most ${max} bytes; a Chinese character takes 3`,
    'no-address': 'is an address that begins with https:// or http://',
    'no-app-id': 'is the AppID of a mini program, which begins with wx',
  }
  return sentences[reason]
}
