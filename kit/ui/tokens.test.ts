import { theme } from 'antd'
import { describe, expect, it } from 'vitest'
import { palette, type Mode } from './palette.ts'
import { facetTheme } from './theme.ts'
import { tokensCss } from './tokens.ts'

const MODES: readonly Mode[] = ['light', 'dark']

describe('tokens', () => {
  it('the style sheet is exactly the palette', async () => {
    await expect(tokensCss()).toMatchFileSnapshot('./tokens.css')
  })

  it.each(MODES)('antd paints %s with the palette itself, not with a mixture of it', (mode) => {
    const token = theme.getDesignToken(facetTheme(mode))
    const c = palette[mode]
    expect({
      primary: token.colorPrimary,
      link: token.colorLink,
      error: token.colorError,
      warning: token.colorWarning,
      success: token.colorSuccess,
      text: token.colorText,
      ground: token.colorBgContainer,
      line: token.colorBorderSecondary,
    }).toEqual({
      primary: c.accentFill,
      link: c.accent,
      error: c.bad,
      warning: c.warn,
      success: c.ok,
      text: c.text,
      ground: c.bg,
      line: c.line,
    })
  })

  it.each(MODES)('words in %s reach 4.5:1 on every ground they stand on', (mode) => {
    const c = palette[mode]
    const pairs = [
      [c.text, c.bg],
      [c.text2, c.sunk],
      [c.text2, c.accentSoft],
      [c.text3, c.bg],
      [c.text3, c.sub],
      [c.accent, c.bg],
      [c.accent, c.accentSoft],
      [c.ok, c.okSoft],
      [c.warn, c.warnSoft],
      [c.bad, c.badSoft],
      ['#FFFFFF', c.accentFill],
      ['#FFFFFF', c.badSolid],
    ] as const
    const tooFaint = pairs.filter(([ink, ground]) => contrast(ink, ground) < 4.5)
    expect(tooFaint).toEqual([])
  })
})

/** WCAG 2.2 contrast of two colours. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
