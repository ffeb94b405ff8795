import { answerThreshold } from '#engine/ai'
import { createSearchIndex, type SearchHit } from '#engine/search'
import { seededRandom } from '#engine/kernel'
import type { Passages } from './sets.ts'

export interface Retrieval {
  readonly questions: number
  readonly r1: number
  readonly r3: number
  readonly msP95: number
}

/** Share of questions whose own passage comes first, or among the first three. */
export function measureRetrieval({ texts, questions }: Passages): Retrieval {
  const { search, latencies } = timedSearch(texts, () => true)
  const found = questions.map(({ text, passage }) => search(text).findIndex(({ id }) => id === String(passage)))
  return {
    questions: questions.length,
    r1: share(found, (rank) => rank === 0),
    r3: share(found, (rank) => rank >= 0 && rank < 3),
    msP95: quantile(latencies, 0.95),
  }
}

export interface Rejection {
  readonly threshold: number
  readonly answered: number
  readonly precision: number
  readonly rejected: number
}

/**
 * Half of the passages are removed. The threshold on the best hit's score is fitted on the questions of every
 * second passage, the figures are of the others.
 */
export function measureRejection({ texts, questions }: Passages, precision: number, seed: number): Rejection {
  const order = seededRandom(seed).shuffle(texts.map((_, i) => i))
  const kept = new Set(order.slice(0, Math.floor(order.length / 2)))
  const { search } = timedSearch(texts, (i) => kept.has(i))
  const trials = questions.map(({ text, passage }) => {
    const best = search(text)[0]
    return { passage, score: best?.score ?? 0, right: best?.id === String(passage), answerable: kept.has(passage) }
  })
  const validation = trials.filter(({ passage }) => passage % 2 === 0)
  const threshold = answerThreshold(
    validation.map(({ score, right }) => ({ p: score, right, weight: 1 })),
    precision,
  )
  const tested = trials.filter(({ passage }) => passage % 2 === 1)
  const answered = tested.filter(({ score }) => score >= threshold)
  const unanswerable = tested.filter(({ answerable }) => !answerable)
  return {
    threshold,
    answered: answered.length / tested.length,
    precision: share(answered, ({ right }) => right),
    rejected: share(unanswerable, ({ score }) => score < threshold),
  }
}

/** Milliseconds a question takes among `count` FAQs, the texts of other sets serving as their titles and answers. */
export function measureManyFaqs(texts: readonly string[], count: number, questions: readonly string[]) {
  const index = createSearchIndex()
  const started = performance.now()
  for (let i = 0; i < count; i++) {
    const [title, text] = [texts[i % texts.length]!, texts[(i * 7 + 1) % texts.length]!]
    index.add({ id: String(i), title, text })
  }
  const indexSeconds = (performance.now() - started) / 1000
  const before = process.cpuUsage()
  const latencies = questions.map((question) => timed(() => index.search(question, 5)).ms)
  const { user, system } = process.cpuUsage(before)
  const cpuMs = (user + system) / 1000 / questions.length
  return { indexSeconds, cpuMs, msP50: quantile(latencies, 0.5), msP95: quantile(latencies, 0.95) }
}

function timedSearch(texts: readonly string[], keep: (passage: number) => boolean) {
  const index = createSearchIndex()
  texts.forEach((text, i) => {
    if (keep(i)) index.add({ id: String(i), text })
  })
  const latencies: number[] = []
  const search = (question: string): SearchHit[] => {
    const { ms, result } = timed(() => index.search(question))
    latencies.push(ms)
    return result
  }
  return { search, latencies }
}

function timed<T>(work: () => T): { ms: number; result: T } {
  const started = performance.now()
  const result = work()
  return { ms: performance.now() - started, result }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / Math.max(1, items.length)
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0
}
