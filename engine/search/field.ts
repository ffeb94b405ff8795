import { countOf, createPostings, type Postings, type TermList } from './postings.ts'

/**
 * One reading of the documents (their words, their pieces, or their characters) with BM25
 * (Robertson and Zaragoza 2009: k1 1.2, b 0.75, never negative idf), and each document's terms in
 * order, so that the best sentence of a found document can be weighed without reading it again.
 */
export interface Field {
  add(slot: number, segments: readonly (readonly string[])[]): void
  remove(slot: number): void
  /** Adds `weight` × BM25 of every matching document to `scores` and answers the question's reading. */
  score(terms: readonly string[], weight: number, documents: number, scores: Float64Array): FieldQuery
  /** Share of the question's information in each segment of a document; segment 0 is its lead. */
  coverage(slot: number, query: FieldQuery): number[]
}

export interface FieldQuery {
  /** Information of the whole question in nats: the sum of its terms' idf. */
  readonly information: number
  readonly weights: ReadonlyMap<number, number>
}

const SATURATION = 1.2
const LENGTH_PENALTY = 0.75
const BOUNDARY = -1

export function createField(): Field {
  const postings = createPostings()
  const sequences: (Int32Array | undefined)[] = []

  return {
    add(slot, segments) {
      // The lead is a copy of what the text says anyway, so it is kept but not counted twice.
      const [lead = [], ...body] = segments
      const termIds = postings.add(slot, body.flat())
      sequences[slot] = sequenceOf(lead, body, termIds, postings)
    },
    remove(slot) {
      const sequence = sequences[slot]
      if (!sequence) return
      const bodyStart = sequence.indexOf(BOUNDARY) + 1
      postings.remove(
        slot,
        sequence.subarray(bodyStart).filter((id) => id !== BOUNDARY),
      )
      sequences[slot] = undefined
    },
    score: (terms, weight, documents, scores) => scoreField(postings, terms, weight, documents, scores),
    coverage: (slot, query) => coverageOf(sequences[slot]!, query),
  }
}

function sequenceOf(
  lead: readonly string[],
  body: readonly (readonly string[])[],
  termIds: Int32Array,
  postings: Postings,
): Int32Array {
  const sequence = lead.map((term) => postings.find(term)?.id).filter((id) => id !== undefined)
  let next = 0
  for (const segment of body) {
    sequence.push(BOUNDARY)
    for (const _ of segment) sequence.push(termIds[next++]!)
  }
  return Int32Array.from(sequence)
}

function scoreField(
  postings: Postings,
  terms: readonly string[],
  weight: number,
  documents: number,
  scores: Float64Array,
): FieldQuery {
  const weights = new Map<number, number>()
  const average = postings.averageLength()
  let information = 0
  for (const [term, count] of countOf(terms)) {
    const list = postings.find(term)
    const idf = inverseDocumentFrequency(list?.size ?? 0, documents)
    information += idf * count
    if (!list) continue
    weights.set(list.id, idf * count)
    addScores(list, postings.lengths(), average, weight * idf * count, scores)
  }
  return { information, weights }
}

/** The hot loop: one pass over a term's documents. */
function addScores(
  { size, slots, frequencies }: TermList,
  lengths: Int32Array,
  average: number,
  weight: number,
  scores: Float64Array,
): void {
  const shortest = SATURATION * (1 - LENGTH_PENALTY)
  const perTerm = (SATURATION * LENGTH_PENALTY) / average
  const most = weight * (SATURATION + 1)
  for (let i = 0; i < size; i++) {
    const slot = slots[i]!
    const frequency = frequencies[i]!
    scores[slot]! += (most * frequency) / (frequency + shortest + perTerm * lengths[slot]!)
  }
}

function inverseDocumentFrequency(containing: number, documents: number): number {
  return Math.log(1 + (documents - containing + 0.5) / (containing + 0.5))
}

function coverageOf(sequence: Int32Array, { information, weights }: FieldQuery): number[] {
  const shares: number[] = []
  const seen = new Set<number>()
  let covered = 0
  const close = (): void => {
    shares.push(information === 0 ? 0 : covered / information)
    covered = 0
    seen.clear()
  }
  for (const id of sequence) {
    const weight = weights.get(id)
    if (id === BOUNDARY) close()
    else if (weight !== undefined && !seen.has(id)) {
      seen.add(id)
      covered += weight
    }
  }
  close()
  return shares
}
