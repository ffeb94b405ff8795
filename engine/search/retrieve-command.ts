import { z } from 'zod'
import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { parseJsonLines, writeJsonLines } from './json-lines.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'
import { readableText } from './text.ts'

const id = z.string().min(1, 'is empty').max(200)
const documentLine = z.strictObject({ id, title: readableText(1_000).optional(), text: readableText(99_999) })
const questionLine = z.strictObject({ id, text: readableText(10_000) })

/** `facet retrieve`: finds the documents that answer each question of a file. */
export const retrieveCommand: Command = {
  usage: 'facet retrieve --corpus c.jsonl --queries q.jsonl --k 10 --out o.jsonl',
  options: {
    corpus: { type: 'string' },
    queries: { type: 'string' },
    k: { type: 'string', default: '10' },
    out: { type: 'string' },
  },
  async run(call) {
    const { corpus, queries, out, k } = optionsOf(call)
    const documents = parseJsonLines(await call.read(corpus), documentLine, { file: corpus, unique: 'id' })
    const questions = parseJsonLines(await call.read(queries), questionLine, { file: queries, unique: 'id' })
    const index = createSearchIndex()
    for (const document of documents) index.add(document)
    call.progress(`indexed ${index.size} documents`)
    const { results, latencies } = searchAll(index, questions, k, call)
    await writeJsonLines(out, results)
    return {
      documents: index.size,
      queries: results.length,
      answeredNone: results.filter(({ hits }) => hits.length === 0).length,
      latencyMsP50: quantile(latencies, 0.5),
      latencyMsP95: quantile(latencies, 0.95),
    }
  },
}

function optionsOf({ values, positionals }: CommandCall) {
  const { corpus, queries, out, k } = values
  if (typeof corpus !== 'string' || typeof queries !== 'string' || typeof out !== 'string' || positionals.length > 0) {
    throw new UsageError('give --corpus, --queries and --out')
  }
  const limit = Number(k)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new UsageError('--k is a whole number from 1 to 1000')
  return { corpus, queries, out, k: limit }
}

function searchAll(
  index: SearchIndex,
  questions: readonly { id: string; text: string }[],
  k: number,
  call: CommandCall,
) {
  const latencies: number[] = []
  const results = questions.map(({ id, text }, number) => {
    const started = performance.now()
    const hits = index.search(text, k).map((hit) => ({ id: hit.id, score: Number(hit.score.toFixed(6)) }))
    latencies.push(performance.now() - started)
    if ((number + 1) % 1000 === 0) call.progress(`${number + 1} of ${questions.length} questions`)
    return { id, hits }
  })
  return { results, latencies }
}

/** Milliseconds to two decimals. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2))
}
