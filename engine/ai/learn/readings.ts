import { hanWords, ngrams, normalise, runsOf, stem, type Run } from '#engine/search'
import { standardLexicon } from './concepts.ts'

/** A way to read a question as a list of strings, and how much it counts beside the others. */
export interface Reading {
  readonly name: string
  readonly weight: number
  read(question: Question): string[]
}

export interface Question {
  readonly runs: readonly Run[]
  /** Chinese words and stemmed English words, in order. */
  readonly stems: readonly string[]
  /** What each word or phrase stands for in the service desk's lexicon. */
  readonly concepts: readonly (readonly string[])[]
}

export function openQuestion(text: string): Question {
  const runs = runsOf(normalise(text))
  return {
    runs,
    stems: runs.flatMap((run) => (run.han ? hanWords(run.text) : [stem(run.text)])),
    concepts: standardLexicon().conceptsOf(text),
  }
}

/** The words of a question as people wrote them, for the word vectors. */
export function plainWords({ runs }: Question): string[] {
  return runs.flatMap((run) => (run.han ? hanWords(run.text) : [run.text]))
}

/** Words close to each other mean something together even when other words stand between them. */
const PAIR_DISTANCE = 4

export const READINGS: readonly Reading[] = [
  { name: 'words', weight: 1, read: ({ stems }) => [...stems, ...neighbours(stems)] },
  { name: 'pairs', weight: 0.7, read: ({ stems }) => pairs(stems) },
  { name: 'pieces', weight: 1, read: ({ runs }) => runs.flatMap(piecesOf) },
  { name: 'concepts', weight: 1, read: ({ concepts }) => conceptSequence(concepts) },
]

function neighbours(words: readonly string[]): string[] {
  return words.slice(1).map((word, i) => `${words[i]!} ${word}`)
}

function pairs(words: readonly string[]): string[] {
  return words.flatMap((first, i) =>
    words
      .slice(i + 1, i + 1 + PAIR_DISTANCE)
      .map((second) => (first < second ? `${first}|${second}` : `${second}|${first}`)),
  )
}

/** A Latin word in all substrings of 2–5 characters, its ends marked; a Han run in 1–3: its words are short. */
function piecesOf(run: Run): string[] {
  const [text, sizes] = run.han ? [run.text, [1, 2, 3]] : [`_${run.text}_`, [2, 3, 4, 5]]
  return sizes.filter((size) => size <= text.length).flatMap((size) => ngrams(text, size))
}

/** Concepts, and neighbours of which at least one is a concept: "can't find" + "card" says more than either. */
function conceptSequence(concepts: readonly (readonly string[])[]): string[] {
  return concepts.flatMap((here, i) => {
    const next = concepts[i + 1] ?? []
    const joined = here.flatMap((a) => next.filter((b) => isConcept(a) || isConcept(b)).map((b) => `${a} ${b}`))
    return [...here.filter(isConcept), ...joined]
  })
}

function isConcept(item: string): boolean {
  return item.startsWith('#')
}
