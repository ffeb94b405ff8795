import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from '#engine/kernel'
import { snippetOf } from './live/snippet.ts'
import { askedTokens, searchVector } from './live/tokens.ts'
import { plainText } from './plain-text.ts'

test('rows survive the way through CSV', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\0\r\uFEFF]/g, ''))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 }), (rows) => {
      const source = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      expect(parseCsv(source).map(({ fields }) => fields)).toEqual(rows)
    }),
  )
})

test('a row knows the line it begins in, also behind line breaks in fields', () => {
  expect(parseCsv('a,b\n"1\n2",x\n\nlast,y').map(({ line }) => line)).toEqual([1, 2, 5])
})

test('Markdown is read as its reader reads it', () => {
  const markdown =
    '# Title\n\n**Bold** and [a link](http://x) ![](y.png)\n\n- one\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quote <br>'
  expect(plainText(markdown)).toBe('Title\nBold and a link\none\ntwo\na b\n1 2\nquote')
})

test('question words find nothing by themselves; Chinese is cut into words and pairs', () => {
  expect(askedTokens('如何 重置VPN密码？')).toEqual(expect.arrayContaining(['重置', 'vpn', '密码']))
  expect(askedTokens('如何 重置VPN密码？')).not.toContain('如何')
  expect(askedTokens('？？')).toEqual([])
})

test('a search vector holds positions and weights, and no quote breaks it', () => {
  expect(
    searchVector([
      { text: "it's VPN", weight: 'A' },
      { text: 'vpn', weight: 'D' },
    ]),
  ).toBe("'it':1A 'vpn':2A,3D")
})

test('a snippet is cut around what was asked, with places that fit it', () => {
  const text = `${'前言。'.repeat(100)}硬盘异响时请先备份数据。${'后记。'.repeat(100)}`
  const { text: shown, highlights } = snippetOf('硬盘备份', text)
  expect(shown).toMatch(/^….*硬盘异响时请先备份数据。.*…$/)
  expect(highlights.map(({ start, end }) => shown.slice(start, end))).toEqual(['硬盘', '备份'])
  expect(shown.length).toBeLessThan(170)
})

test('a text without the words shows its beginning', () => {
  expect(snippetOf('硬盘', '完全无关的短文')).toEqual({ text: '完全无关的短文', highlights: [] })
})
