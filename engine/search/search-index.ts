import type { SearchDocument } from './document.ts'
import { createField, type Field, type FieldQuery } from './field.ts'
import { fuse, type Evidence, type Fusion, STANDARD_FUSION } from './fusion.ts'
import { highlight, type Highlight } from './highlight.ts'
import { contentOf } from './question.ts'
import { segmentsOf } from './segments.ts'
import { charactersOf, normalise, piecesOf, runsOf, wordsOf, type Run } from './tokens.ts'

export interface SearchHit {
  readonly id: string
  /** 0..1: how likely this document holds the answer; comparable between questions. */
  readonly score: number
  readonly evidence: Evidence
}

export interface SearchIndex {
  readonly size: number
  /** Adds a document, or replaces the one with the same id. */
  add(document: SearchDocument): void
  /** Takes a document out; false when there was none. */
  remove(id: string): boolean
  /** The best documents for a question, best first. Chinese, English, or both mixed. */
  search(question: string, limit?: number): SearchHit[]
  /** Where the question's words stand in a found document's text. */
  highlights(question: string, id: string): Highlight[]
}

interface Stored {
  readonly slot: number
  readonly document: SearchDocument
}

const READINGS: readonly ((runs: readonly Run[]) => string[])[] = [wordsOf, piecesOf, charactersOf]

/** Only documents that BM25 ranks this high are read sentence by sentence. */
const CANDIDATES = 40

/** A search index in memory; 20,000 FAQs take about 1 ms a question. */
export function createSearchIndex(fusion: Fusion = STANDARD_FUSION): SearchIndex {
  const fields = READINGS.map(createField)
  const byId = new Map<string, Stored>()
  const bySlot: (SearchDocument | undefined)[] = []
  const freeSlots: number[] = []

  const remove = (id: string): boolean => {
    const stored = byId.get(id)
    if (!stored) return false
    for (const field of fields) field.remove(stored.slot)
    byId.delete(id)
    bySlot[stored.slot] = undefined
    freeSlots.push(stored.slot)
    return true
  }

  return {
    get size() {
      return byId.size
    },
    add(document) {
      remove(document.id)
      const slot = freeSlots.pop() ?? bySlot.length
      const segments = segmentsOf(document).map((segment) => runsOf(normalise(segment)))
      fields.forEach((field, reading) => field.add(slot, segments.map(READINGS[reading]!)))
      byId.set(document.id, { slot, document })
      bySlot[slot] = document
    },
    remove,
    search(question, limit = 10) {
      const asked = ask(fields, question, byId.size, bySlot.length, fusion)
      const evidence = candidatesOf(asked.scores, Math.max(CANDIDATES, limit)).map((slot) => ({
        slot,
        ...evidenceFor(fields, asked, slot, fusion),
      }))
      return fuse(evidence, fusion)
        .slice(0, limit)
        .map(({ slot, score, ...rest }) => ({ id: bySlot[slot]!.id, score, evidence: rest }))
    },
    highlights(question, id) {
      const stored = byId.get(id)
      return stored ? highlight(question, stored.document.text) : []
    },
  }
}

interface Asked {
  readonly queries: readonly FieldQuery[]
  readonly scores: Float64Array
  readonly information: number
}

function ask(fields: readonly Field[], question: string, documents: number, slots: number, fusion: Fusion): Asked {
  const runs = runsOf(contentOf(normalise(question)))
  const scores = new Float64Array(slots)
  const queries = fields.map((field, reading) =>
    field.score(READINGS[reading]!(runs), fusion.readings[reading]!, documents, scores),
  )
  const information = queries.reduce((sum, query, reading) => sum + query.information * fusion.readings[reading]!, 0)
  return { queries, scores, information }
}

function evidenceFor(fields: readonly Field[], asked: Asked, slot: number, fusion: Fusion): Evidence {
  const shares = fields.map((field, reading) => field.coverage(slot, asked.queries[reading]!))
  const weights = fusion.readings.map((weight, reading) => weight * asked.queries[reading]!.information)
  const inSegment = (segment: number): number =>
    shares.reduce((sum, share, reading) => sum + share[segment]! * weights[reading]!, 0) / asked.information
  const sentences = shares[0]!.slice(1).map((_, index) => inSegment(index + 1))
  return {
    whole: asked.scores[slot]! / asked.information,
    sentence: Math.max(0, ...sentences),
    lead: inSegment(0),
  }
}

/** The best `limit` documents with any score, best first; one pass, since sorting all costs more than scoring. */
function candidatesOf(scores: Float64Array, limit: number): number[] {
  const best: number[] = []
  let least = 0
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot]!
    if (score <= least) continue
    let at = best.length
    while (at > 0 && scores[best[at - 1]!]! < score) at -= 1
    best.splice(at, 0, slot)
    if (best.length > limit) best.pop()
    if (best.length === limit) least = scores[best[limit - 1]!]!
  }
  return best
}
