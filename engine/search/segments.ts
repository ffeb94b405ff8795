import type { SearchDocument } from './document.ts'

const SENTENCE = /[^。！？!?；;\n]+[。！？!?；;\n]*/g
const LEAD_CHARACTERS = 30

/**
 * The lead (its title, or its first words: what a text is about stands there), then the whole document
 * as sentences, the title being the first of them.
 */
export function segmentsOf({ title, text }: SearchDocument): string[] {
  const lead =
    title ??
    Array.from(text.slice(0, 2 * LEAD_CHARACTERS))
      .slice(0, LEAD_CHARACTERS)
      .join('')
  const sentences = sentencesOf(text)
  return title === undefined ? [lead, ...sentences] : [lead, title, ...sentences]
}

function sentencesOf(text: string): string[] {
  return text.match(SENTENCE) ?? [text]
}
