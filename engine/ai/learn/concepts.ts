import { readFileSync } from 'node:fs'
import { normalise, runsOf, stem } from '#engine/search'

/**
 * The service desk's word list: each line of lexicon/concepts.txt holds English and Chinese ways to say
 * about the same (`lost, misplaced, can't find | 丢, 遗失, 找不到`). A few examples an intent cannot teach
 * that these are one thing, and the two languages meet only here.
 */
export interface Lexicon {
  readonly size: number
  /** The text as a sequence: the concepts of each word or phrase, or the word itself where there is none. */
  conceptsOf(text: string): string[][]
  /** Every single word of the list with its concepts. */
  readonly words: ReadonlyMap<string, readonly number[]>
}

let shared: Lexicon | undefined

export function standardLexicon(): Lexicon {
  shared ??= parseLexicon(readFileSync(new URL('../lexicon/concepts.txt', import.meta.url), 'utf8'))
  return shared
}

export function parseLexicon(source: string): Lexicon {
  const latin = new Map<string, number[]>()
  const han = new Map<string, number[]>()
  const lines = source.trim().split('\n')
  lines.forEach((line, concept) => {
    for (const phrase of line.split(/ \| |, /)) {
      if (/\p{Script=Han}/u.test(phrase)) put(han, normalise(phrase), concept)
      else put(latin, latinWords(phrase).join(' '), concept)
    }
  })
  const longestPhrase = Math.max(...Array.from(latin.keys(), (phrase) => phrase.split(' ').length))
  const longestWord = Math.max(...Array.from(han.keys(), (word) => word.length))
  return {
    size: lines.length,
    words: new Map([...latin, ...han].filter(([word]) => !word.includes(' '))),
    conceptsOf: (text) =>
      latinStretches(text).flatMap((stretch) =>
        typeof stretch === 'string' ? inRun(stretch, han, longestWord) : inPhrase(stretch, latin, longestPhrase),
      ),
  }
}

/** Runs of Latin words are kept together, since phrases cross them; a Han run stands alone. */
function latinStretches(text: string): (string | string[])[] {
  const stretches: (string | string[])[] = []
  for (const run of runsOf(normalise(text))) {
    const last = stretches.at(-1)
    if (run.han) stretches.push(run.text)
    else if (Array.isArray(last)) last.push(stem(run.text))
    else stretches.push([stem(run.text)])
  }
  return stretches
}

function latinWords(phrase: string): string[] {
  return runsOf(normalise(phrase)).map((run) => stem(run.text))
}

function inPhrase(words: readonly string[], known: ReadonlyMap<string, number[]>, longest: number): string[][] {
  const found: string[][] = []
  for (let at = 0; at < words.length;) {
    let length = Math.min(longest, words.length - at)
    while (length > 1 && !known.has(words.slice(at, at + length).join(' '))) length -= 1
    found.push(named(known.get(words.slice(at, at + length).join(' '))) ?? [words[at]!])
    at += length
  }
  return found
}

function inRun(run: string, known: ReadonlyMap<string, number[]>, longest: number): string[][] {
  const found: string[][] = []
  for (let at = 0; at < run.length;) {
    let length = Math.min(longest, run.length - at)
    while (length > 1 && !known.has(run.slice(at, at + length))) length -= 1
    const concepts = named(known.get(run.slice(at, at + length)))
    if (concepts) found.push(concepts)
    at += length
  }
  return found
}

function named(concepts: readonly number[] | undefined): string[] | undefined {
  return concepts?.map((concept) => `#${concept}`)
}

function put(map: Map<string, number[]>, phrase: string, concept: number): void {
  const known = map.get(phrase)
  if (known) known.push(concept)
  else map.set(phrase, [concept])
}
