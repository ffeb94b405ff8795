/**
 * Makes words.bin: what a word is like, learned from WordNet's glosses and relations and from our own
 * concept list (where Chinese words get their place beside English ones).
 *
 *   node engine/ai/lexicon/learn-words.ts <folder of WordNet 3.x's dict files>
 *
 * Positive pointwise mutual information of words within five of each other in a gloss, plus the meanings
 * and concepts a word belongs to as further columns; the strongest 100 directions of that matrix.
 */
import { writeFileSync } from 'node:fs'
import { argv, stderr } from 'node:process'
import { standardLexicon } from '../learn/concepts.ts'
import { packWordVectors, VECTOR_SIZE } from '../learn/word-vectors.ts'
import { embedRows, sparseMatrix } from './sparse-svd.ts'
import { readWordNet, type Synset } from './wordnet.ts'

const WINDOW = 5
const LEAST_COUNT = 6
const MEANING_WEIGHT = 4
const RELATED_WEIGHT = 2.4
const CONCEPT_WEIGHT = 8

type Row = Map<number, number>

const folder = argv[2]
if (!folder) throw new Error('usage: node engine/ai/lexicon/learn-words.ts <WordNet dict folder>')
const synsets = readWordNet(folder)
const lexicon = standardLexicon()
const words = vocabularyOf(synsets)
const numbers = new Map(words.map((word, i) => [word, i]))
const rows = informationOf(countNeighbours(synsets))
const columns = addConcepts(rows, addMeanings(rows, words.length))
stderr.write(`${words.length} words, ${columns} columns\n`)
const directions = embedRows(sparseMatrix(rows, columns), VECTOR_SIZE)
writeFileSync(new URL('words.bin', import.meta.url), packWordVectors(words, directions))

function vocabularyOf(meanings: readonly Synset[]): string[] {
  const counts = new Map<string, number>()
  for (const { gloss, words } of meanings)
    for (const word of [...gloss, ...words]) counts.set(word, (counts.get(word) ?? 0) + 1)
  const frequent = [...counts]
    .filter(([word, count]) => count >= LEAST_COUNT && /^[a-z']+$/.test(word))
    .map(([word]) => word)
  return [...new Set([...frequent, ...lexicon.words.keys()])].sort()
}

function countNeighbours(meanings: readonly Synset[]): Row[] {
  const counts: Row[] = words.map(() => new Map())
  const meet = (a: number | undefined, b: number | undefined, weight: number): void => {
    if (a === undefined || b === undefined) return
    counts[a]!.set(b, (counts[a]!.get(b) ?? 0) + weight)
    counts[b]!.set(a, (counts[b]!.get(a) ?? 0) + weight)
  }
  for (const meaning of meanings) {
    const gloss = meaning.gloss.map((word) => numbers.get(word))
    gloss.forEach((a, i) => {
      for (let d = 1; d <= WINDOW && i + d < gloss.length; d++) meet(a, gloss[i + d], 1 / d)
    })
    const heads = meaning.words.flatMap((word) => word.split('_')).map((word) => numbers.get(word))
    for (const head of heads) for (const word of new Set(gloss)) meet(head, word, 0.5)
  }
  return counts
}

/** Context counts are smoothed by the power 0.75 (Levy, Goldberg and Dagan 2015); negative information is dropped. */
function informationOf(counts: readonly Row[]): Row[] {
  const totals = counts.map((row) => row.values().reduce((sum, count) => sum + count, 0))
  const smoothed = totals.map((total) => total ** 0.75)
  const smoothedSum = smoothed.reduce((sum, value) => sum + value, 0)
  return counts.map((row, a) => {
    const kept: Row = new Map()
    for (const [b, count] of row) {
      const information = Math.log((count * smoothedSum) / (totals[a]! * smoothed[b]!))
      if (information > 0) kept.set(b, information)
    }
    return kept
  })
}

function addMeanings(target: readonly Row[], firstColumn: number): number {
  const columnOf = new Map<string, number>()
  const column = (key: string): number => {
    if (!columnOf.has(key)) columnOf.set(key, firstColumn + columnOf.size)
    return columnOf.get(key)!
  }
  for (const { key, words, related } of synsets) {
    for (const word of words) {
      const row = target[numbers.get(word) ?? -1]
      if (!row) continue
      row.set(column(key), MEANING_WEIGHT)
      for (const other of related) row.set(column(other), RELATED_WEIGHT)
    }
  }
  return firstColumn + columnOf.size
}

function addConcepts(target: readonly Row[], firstColumn: number): number {
  for (const [word, concepts] of lexicon.words) {
    for (const concept of concepts) target[numbers.get(word)!]!.set(firstColumn + concept, CONCEPT_WEIGHT)
  }
  return firstColumn + lexicon.size
}
