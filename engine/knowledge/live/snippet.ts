import { highlight, type Highlight } from '#engine/search'

/** A piece of a text around the words that were asked for, and where they stand in it. */
export interface Snippet {
  readonly text: string
  readonly highlights: readonly Highlight[]
}

const LENGTH = 160
const ELLIPSIS = '…'

/** The stretch of the text that holds most of what was asked, begun at a sentence where one begins nearby. */
export function snippetOf(question: string, text: string): Snippet {
  const places = highlight(question, text)
  const start = sentenceStart(text, densest(places))
  const end = Math.min(text.length, start + LENGTH)
  const [before, after] = [start > 0 ? ELLIPSIS : '', end < text.length ? ELLIPSIS : '']
  const shift = before.length - start
  return {
    text: `${before}${text.slice(start, end).replaceAll('\n', ' ')}${after}`.toWellFormed(),
    highlights: places
      .filter((place) => place.start >= start && place.end <= end)
      .map((place) => ({ start: place.start + shift, end: place.end + shift })),
  }
}

/** Where the stretch begins that covers the most highlighted characters. */
function densest(places: readonly Highlight[]): number {
  let best = { start: places[0]?.start ?? 0, covered: 0 }
  places.forEach(({ start }, index) => {
    const inside = places.slice(index).filter((place) => place.end <= start + LENGTH)
    const covered = inside.reduce((sum, place) => sum + place.end - place.start, 0)
    if (covered > best.covered) best = { start, covered }
  })
  return best.start
}

function sentenceStart(text: string, at: number): number {
  const reach = Math.max(0, at - LENGTH / 4)
  const before = text.slice(reach, at)
  const end = Math.max(...['。', '！', '？', '\n', '. ', '; ', '；'].map((mark) => before.lastIndexOf(mark)))
  if (end >= 0) return reach + end + 1
  return at - before.length === 0 ? 0 : at
}
