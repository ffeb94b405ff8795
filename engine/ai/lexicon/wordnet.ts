import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One meaning: the words that have it, the meanings it points to, and its gloss. */
export interface Synset {
  readonly key: string
  readonly words: readonly string[]
  readonly related: readonly string[]
  readonly gloss: readonly string[]
}

const PARTS = ['noun', 'verb', 'adj', 'adv'] as const
// Hypernym, hyponym, derivation, similar, verb group, cause, entailment (wninput(5WN)).
const POINTERS = new Set(['@', '~', '+', '&', '$', '>', '*'])

/** Reads the data files of a WordNet 3.x `dict` folder (format: wndb(5WN)). */
export function readWordNet(folder: string): Synset[] {
  return PARTS.flatMap((part) =>
    readFileSync(join(folder, `data.${part}`), 'latin1')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('  '))
      .map(parseSynset),
  )
}

function parseSynset(line: string): Synset {
  const [left = '', gloss = ''] = line.split(' | ')
  const fields = left.split(' ')
  const wordCount = Number.parseInt(fields[3]!, 16)
  const words = Array.from({ length: wordCount }, (_, i) => fields[4 + 2 * i]!.replace(/\(.*\)/, '').toLowerCase())
  const pointerStart = 5 + 2 * wordCount
  const pointerCount = Number(fields[pointerStart - 1])
  const related = Array.from({ length: pointerCount }, (_, i) =>
    fields.slice(pointerStart + 4 * i, pointerStart + 4 * i + 3),
  )
    .filter(([pointer]) => POINTERS.has(pointer!))
    .map(([, offset, part]) => keyOf(part!, offset!))
  return { key: keyOf(fields[2]!, fields[0]!), words, related, gloss: wordsOfGloss(gloss) }
}

/** Satellite adjectives (s) live in the same file as adjectives. */
function keyOf(part: string, offset: string): string {
  return `${part === 's' ? 'a' : part}${offset}`
}

function wordsOfGloss(gloss: string): string[] {
  return gloss.toLowerCase().match(/[a-z]+(?:'[a-z]+)?|[0-9]+/g) ?? []
}
