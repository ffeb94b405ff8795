/** A company's colour made readable: whatever it is, words on it and words in it have a contrast of 4.5 at least. */

type Rgb = readonly [number, number, number]

const READABLE = 4.5
const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

export interface Accent {
  /** The ground of buttons and of the visitor's own words, and the ink on it. */
  readonly fill: string
  readonly onFill: string
  /** Words in the colour, on the page's ground. */
  readonly ink: string
}

export function accentOn(colour: string, ground: string): Accent {
  const fill = parse(colour)
  const on = contrast(fill, WHITE) >= READABLE ? WHITE : BLACK
  const page = parse(ground)
  const towards = contrast(page, WHITE) > contrast(page, BLACK) ? WHITE : BLACK
  return { fill: colour, onFill: hex(readable(on, fill, on)), ink: hex(readable(fill, page, towards)) }
}

/** Mixes the colour with `towards` until it can be read on `ground`. */
function readable(colour: Rgb, ground: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share)
    if (contrast(mixed, ground) >= READABLE) return mixed
  }
  return towards
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(a[index] * (1 - share) + b[index] * share)
  return [at(0), at(1), at(2)]
}

export function contrastOf(a: string, b: string): number {
  return contrast(parse(a), parse(b))
}

/** WCAG 2: between 1 and 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
