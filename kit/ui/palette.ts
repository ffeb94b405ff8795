/**
 * Every colour of the console, once. `theme.ts` gives them to Ant Design and `tokens.ts` to the style sheets.
 * Text colours reach 4.7:1 on `bg`, `sub` and their own soft ground; the fills were chosen so that people with any
 * colour blindness tell them apart, and still nothing is said by colour alone.
 */
export type Mode = 'light' | 'dark'

export const palette = {
  light: {
    bg: '#FFFFFF',
    sub: '#F6F7F9',
    sunk: '#EFF0F3',
    raised: '#FFFFFF',
    line: '#E6E8EC',
    line2: '#D3D6DD',
    text: '#1A1D24',
    text2: '#555B69',
    text3: '#696F7D',
    text4: '#A5AAB6',
    accent: '#3552D4',
    accentHover: '#2A43B8',
    accentFill: '#3552D4',
    accentFillHover: '#2A43B8',
    accentSoft: '#EDF0FE',
    accentLine: '#C3CDFB',
    ok: '#0B7A5C',
    okFill: '#12A67C',
    okSoft: '#E4F5EF',
    okLine: '#BFE6D8',
    warn: '#945500',
    warnFill: '#F0A326',
    warnSoft: '#FDF1DC',
    warnLine: '#F6DDAE',
    bad: '#C42B1F',
    badFill: '#DC3A2D',
    badSolid: '#C42B1F',
    badSoft: '#FDECEA',
    badLine: '#F7C9C4',
    c1: '#3552D4',
    c2: '#E08A00',
    c3: '#12A67C',
    c4: '#B4559E',
    c5: '#3FA5D8',
    c6: '#8A8F9C',
    land: '#F1F2EE',
    sea: '#DCE7F1',
    road: '#FFFFFF',
    road2: '#D9DBD6',
    park: '#E2EBDD',
    button: '#FFFFFF',
    segment: '#FFFFFF',
    onDanger: '#FFFFFF',
  },
  dark: {
    bg: '#14171D',
    sub: '#0E1014',
    sunk: '#1B1F27',
    raised: '#1B1F27',
    line: '#262B35',
    line2: '#383F4C',
    text: '#E7E9EE',
    text2: '#A6ACB9',
    text3: '#868D9C',
    text4: '#5B6270',
    accent: '#8EA2FF',
    accentHover: '#A9B8FF',
    accentFill: '#4A64E6',
    accentFillHover: '#5B73F0',
    accentSoft: '#1E2648',
    accentLine: '#36437F',
    ok: '#43C59E',
    okFill: '#2FB88E',
    okSoft: '#12302A',
    okLine: '#1F4B41',
    warn: '#F0AD4E',
    warnFill: '#F0AD4E',
    warnSoft: '#3A2A10',
    warnLine: '#5A4219',
    bad: '#FF8276',
    badFill: '#F2594B',
    badSolid: '#C42B1F',
    badSoft: '#411B18',
    badLine: '#642A26',
    c1: '#7D94FF',
    c2: '#F0AD4E',
    c3: '#2FB88E',
    c4: '#D37BBE',
    c5: '#5FBDEB',
    c6: '#868D9C',
    land: '#1A1E25',
    sea: '#10151D',
    road: '#2A303B',
    road2: '#20252E',
    park: '#1B221F',
    button: '#1B1F27',
    segment: '#383F4C',
    onDanger: '#2A0D0A',
  },
} as const satisfies Record<Mode, Record<string, string>>

export type ColourName = keyof typeof palette.light

/** The six avatar grounds, light and dark: ground, then the letters on it. */
export const avatarColours = {
  light: [
    ['#DCE3FD', '#2A43B8'],
    ['#DDF2EA', '#0A614A'],
    ['#FBE7CB', '#7A4600'],
    ['#F3DDEE', '#833A72'],
    ['#D9EDF8', '#1B5C80'],
  ],
  dark: [
    ['#2B376E', '#C6D0FF'],
    ['#17463B', '#9FE3CD'],
    ['#51380F', '#FAD79F'],
    ['#4F2846', '#F2C0E6'],
    ['#183F55', '#B0DFF8'],
  ],
} as const satisfies Record<Mode, readonly (readonly [string, string])[]>

export const shadows = {
  light: {
    sh1: '0 1px 2px rgba(20,24,36,.05)',
    sh2: '0 6px 20px rgba(20,24,36,.10), 0 1px 3px rgba(20,24,36,.06)',
    sh3: '0 16px 48px rgba(20,24,36,.18)',
  },
  dark: {
    sh1: 'none',
    sh2: '0 8px 24px rgba(0,0,0,.5), 0 0 0 1px #383F4C',
    sh3: '0 16px 48px rgba(0,0,0,.6), 0 0 0 1px #383F4C',
  },
} as const satisfies Record<Mode, Record<string, string>>

export const fontFamily =
  'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

export const monoFamily =
  'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace'

/** Milliseconds of movement; all are nothing for people who asked for less motion. */
export const motion = { fast: 80, mid: 140, slow: 200, easing: 'cubic-bezier(.2,0,0,1)' } as const

/** Row heights in px; the person's choice, kept on the device. */
export const densities = { compact: 32, standard: 36, roomy: 44 } as const
export type Density = keyof typeof densities
