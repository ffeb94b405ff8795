import { contentOf } from './question.ts'
import { normalise, runsOf, wordsOf } from './tokens.ts'

/** Half-open range of UTF-16 offsets in the original text. */
export interface Highlight {
  readonly start: number
  readonly end: number
}

/** Every place where a content word of the question stands in the text, in order, overlaps merged. */
export function highlight(question: string, text: string): Highlight[] {
  const words = new Set(wordsOf(runsOf(contentOf(normalise(question)))).filter((word) => word.length > 1))
  // Lower-casing may change the length of rare letters; such a text is searched as it stands.
  const lower = text.toLowerCase().length === text.length ? text.toLowerCase() : text
  const places = [...words].flatMap((word) => placesOf(word, lower)).sort((a, b) => a.start - b.start)
  return merged(places)
}

function placesOf(word: string, text: string): Highlight[] {
  const latin = /^[\p{L}\p{N}]+$/u.test(word) && !/\p{Script=Han}/u.test(word)
  const places: Highlight[] = []
  for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + 1)) {
    if (latin && /[\p{L}\p{N}]/u.test(text.charAt(start - 1))) continue
    places.push({ start, end: start + (latin ? wordLength(text, start) : word.length) })
  }
  return places
}

/** A stem is shown as the whole word it begins. */
function wordLength(text: string, start: number): number {
  return /^[^\p{Script=Han}\P{L}]+|^\p{N}+/u.exec(text.slice(start, start + 60))?.[0].length ?? 1
}

function merged(places: readonly Highlight[]): Highlight[] {
  const ranges: Highlight[] = []
  for (const place of places) {
    const last = ranges.at(-1)
    if (last && place.start <= last.end)
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, place.end) }
    else ranges.push(place)
  }
  return ranges
}
