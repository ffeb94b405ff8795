/**
 * How rare a magnitude is, judged by the magnitudes seen before it: a histogram over their logarithms,
 * and beyond its upper end a power law fitted to it (Hill 1975), so that the largest value ever still
 * differs from one twice as large. Every series is its own yardstick; none needs a threshold of its own.
 */
export interface Rarity {
  readonly counts: number[]
  rows: number
  sinceFading: number
}

const BINS_PER_OCTAVE = 4
const LOWEST_OCTAVE = -4
const BINS = 96
const SMALLEST = 2 ** LOWEST_OCTAVE

/** The upper part of the rows to which the power law is fitted. */
const TAIL_SHARE = 0.02
const TAIL_ROWS_MIN = 5

/** What is believed of a tail before it has been seen: exponent 4 with the weight of so many rows. */
const USUAL_EXPONENT = 4
const USUAL_WEIGHT = 30

const HALF_LIFE_ROWS = 8000
const FADE_EVERY_ROWS = 256
const FADE = 0.5 ** (FADE_EVERY_ROWS / HALF_LIFE_ROWS)

export function newRarity(): Rarity {
  return { counts: Array.from({ length: BINS }, () => 0), rows: 0, sinceFading: 0 }
}

/** Minus the decimal logarithm of the share of earlier rows that were as large: 3 is one in a thousand. */
export function rarityOf({ counts, rows }: Rarity, magnitude: number): number {
  if (magnitude <= SMALLEST) return 0
  const tailRows = Math.max(TAIL_ROWS_MIN, TAIL_SHARE * rows)
  let above = 0
  let logs = 0
  let edge = BINS - 1
  for (; edge > 0 && above + counts[edge]! <= tailRows; edge--) {
    above += counts[edge]!
    // Sum over the tail of how many bins each of its rows lies above the tail's lower edge.
    logs += above
  }
  const bin = binOf(magnitude)
  if (bin > edge) return tailRarity(magnitude, edge, above, (logs - above / 2) / BINS_PER_OCTAVE, rows)
  for (let i = edge; i > bin; i--) above += counts[i]!
  return -Math.log10((above + counts[bin]! / 2 + 0.5) / (rows + 1))
}

export function remember(rarity: Rarity, magnitude: number): void {
  rarity.counts[binOf(magnitude)]!++
  rarity.rows++
  if (++rarity.sinceFading < FADE_EVERY_ROWS) return
  rarity.sinceFading = 0
  rarity.rows *= FADE
  for (let i = 0; i < BINS; i++) rarity.counts[i]! *= FADE
}

function tailRarity(magnitude: number, edge: number, above: number, octaves: number, rows: number): number {
  const start = 2 ** ((edge + 1) / BINS_PER_OCTAVE + LOWEST_OCTAVE)
  const exponent = (above + USUAL_WEIGHT) / (octaves * Math.LN2 + USUAL_WEIGHT / USUAL_EXPONENT)
  return exponent * Math.log10(magnitude / start) - Math.log10(Math.max(above, 0.5) / (rows + 1))
}

function binOf(magnitude: number): number {
  if (magnitude <= SMALLEST) return 0
  return Math.min(BINS - 1, Math.floor((Math.log2(magnitude) - LOWEST_OCTAVE) * BINS_PER_OCTAVE))
}
