import { plainWords, READINGS, type Question } from './readings.ts'
import type { Sparse } from './sparse.ts'
import { standardWordVectors, unit, VECTOR_SIZE } from './word-vectors.ts'

/**
 * Turns questions into numbers: every reading is weighed by TF-IDF (sublinear frequency, idf to the power
 * 0.75) and scaled to its own length, so that no reading drowns another; the mean of the word vectors follows.
 */
export interface Vectorizer {
  /** Sparse features; the word vector's directions are numbered from here. */
  readonly sparseSize: number
  readonly size: number
  encode(question: Question): Encoded
  readonly state: VectorizerState
}

export interface Encoded extends Sparse {
  /** Share of the question's information that no training question had a word for. */
  readonly unknown: number
  readonly knownWords: number
}

export interface VectorizerState {
  readonly questions: number
  /** The features of each reading, in order of their numbers. */
  readonly vocabularies: readonly (readonly string[])[]
  readonly idf: Float32Array
  readonly wordCounts: Readonly<Record<string, number>>
  readonly meanVector: Float32Array
  readonly vectorWeight: number
}

const IDF_POWER = 0.75
/** From here on a feature must be seen twice: single sightings fill memory and teach nothing. */
const MANY_QUESTIONS = 4_000

export function learnVectorizer(questions: readonly Question[], intents: number): Vectorizer {
  const counts = READINGS.map(({ read }) => documentCounts(questions.map(read)))
  const least = questions.length > MANY_QUESTIONS ? 2 : 1
  const kept = counts.map((count) => [...count].filter(([, documents]) => documents >= least))
  const wordCounts = documentCounts(questions.map(plainWords))
  const state: VectorizerState = {
    questions: questions.length,
    vocabularies: kept.map((list) => list.map(([feature]) => feature)),
    idf: Float32Array.from(kept.flat(), ([, documents]) => inverse(questions.length, documents) ** IDF_POWER),
    wordCounts: Object.fromEntries(wordCounts),
    meanVector: new Float32Array(VECTOR_SIZE),
    vectorWeight: vectorWeight(questions.length / intents),
  }
  const centred = { ...state, meanVector: meanOf(questions.map((question) => rawVector(question, wordCounts, state))) }
  return createVectorizer(centred)
}

export function createVectorizer(state: VectorizerState): Vectorizer {
  let next = 0
  const numbers = state.vocabularies.map((list) => new Map(list.map((feature) => [feature, next++])))
  const sparseSize = next
  const wordCounts = new Map(Object.entries(state.wordCounts))
  return {
    sparseSize,
    size: sparseSize + VECTOR_SIZE,
    state,
    encode(question) {
      const parts = READINGS.map(({ read, weight }, i) => weigh(read(question), numbers[i]!, state.idf, weight))
      const raw = rawVector(question, wordCounts, state)
      const vector = unit(raw.map((value, k) => value - state.meanVector[k]!)).map(
        (value) => value * state.vectorWeight,
      )
      parts.push({ ids: Int32Array.from(vector, (_, k) => sparseSize + k), values: vector })
      return { ...concatenate(parts), ...familiarity(question, wordCounts, state.questions) }
    },
  }
}

/** General knowledge of words counts less the more examples the intents bring themselves (12 an intent: as much). */
function vectorWeight(examplesAnIntent: number): number {
  return Math.min(1, Math.sqrt(12 / examplesAnIntent))
}

function documentCounts(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const list of lists) for (const item of new Set(list)) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function inverse(questions: number, containing: number): number {
  return Math.log((1 + questions) / (1 + containing)) + 1
}

function weigh(
  features: readonly string[],
  numbers: ReadonlyMap<string, number>,
  idf: Float32Array,
  weight: number,
): Sparse {
  const counts = new Map<number, number>()
  for (const feature of features) {
    const id = numbers.get(feature)
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const ids = Int32Array.from(counts.keys())
  const values = Float32Array.from(counts, ([id, count]) => (1 + Math.log(count)) * idf[id]!)
  return { ids, values: unit(values).map((value) => value * weight) }
}

function rawVector(
  question: Question,
  counts: ReadonlyMap<string, number>,
  { questions }: VectorizerState,
): Float32Array {
  const sum = new Float32Array(VECTOR_SIZE)
  const vectorOf = standardWordVectors()
  for (const word of plainWords(question)) {
    const vector = vectorOf(word)
    if (!vector) continue
    const weight = inverse(questions, counts.get(word) ?? 0) - 0.5
    for (let k = 0; k < VECTOR_SIZE; k++) sum[k]! += weight * vector[k]!
  }
  return unit(sum)
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(VECTOR_SIZE)
  for (const vector of vectors) for (let k = 0; k < VECTOR_SIZE; k++) mean[k]! += vector[k]! / vectors.length
  return mean
}

function familiarity(question: Question, counts: ReadonlyMap<string, number>, questions: number) {
  let total = 0
  let unknown = 0
  let knownWords = 0
  for (const word of plainWords(question)) {
    const count = counts.get(word) ?? 0
    const information = Math.log((1 + questions) / (1 + count))
    total += information
    if (count === 0) unknown += information
    else knownWords += 1
  }
  return { unknown: total === 0 ? 1 : unknown / total, knownWords }
}

function concatenate(parts: readonly Sparse[]): Sparse {
  const length = parts.reduce((sum, { ids }) => sum + ids.length, 0)
  const ids = new Int32Array(length)
  const values = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    ids.set(part.ids, at)
    values.set(part.values, at)
    at += part.ids.length
  }
  return { ids, values }
}
