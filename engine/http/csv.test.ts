import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  { cell: '=HYPERLINK("http://x")', text: `"'=HYPERLINK(""http://x"")"`, because: 'a formula is no name' },
  { cell: '+8613800000000', text: `'+8613800000000`, because: 'so is what begins with a sign' },
  { cell: ' @SUM(A1)', text: `' @SUM(A1)`, because: 'spaces before it change nothing' },
  { cell: '\u200b=1', text: `'\u200b=1`, because: 'nor do characters that nobody sees' },
  { cell: '＝1', text: `'＝1`, because: 'full width is read as half width by some' },
  { cell: '李雯, 恒泰', text: '"李雯, 恒泰"', because: 'a comma ends no cell' },
  { cell: 'a\nb', text: '"a\nb"', because: 'nor does a line' },
  { cell: -3.5, text: '-3.5', because: 'our own figures are no formulas' },
  { cell: null, text: '', because: 'unknown is empty' },
])('$cell: $because', ({ cell, text }) => {
  expect(csvLine(['名称', cell])).toBe(`名称,${text}\r\n`)
})

test('no text begins a cell as a formula would', () => {
  fc.assert(
    fc.property(fc.string(), (cell) => {
      expect(csvLine([cell]).slice(0, -2).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})
