/**
 * How well Facet judges questions by itself, on public sets and on our own:
 *
 *   npm run bench:answers -- [--data ../shared/data] [--only clinc-10,own-zh]
 *
 * One parameter set for all; every threshold comes from validation, every figure from test. Seconds are CPU
 * seconds of this process, so that a busy machine does not change them.
 */
import { parseArgs } from 'node:util'
import { evaluate, trainClassifier, type Example } from '#engine/ai'
import { measureManyFaqs, measureRejection, measureRetrieval } from './answers/retrieval.ts'
import { bankingFew, bankingPart, clinc, cmrc, serviceDesk, type Split } from './answers/sets.ts'

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, only: { type: 'string' } },
})
const wanted = values.only?.split(',')
const folder = values.data

const measurements: Readonly<Record<string, () => Promise<string>>> = {
  'clinc-full': () => judged(clinc(folder)),
  'clinc-10': () => judged(clinc(folder, 10)),
  'banking-10': () => judged(bankingFew(folder, 10)),
  'banking-full': async () => judged({ train: bankingPart(folder, 'train'), test: bankingPart(folder, 'test') }),
  'own-zh': () => judged(serviceDesk('zh')),
  'own-en': () => judged(serviceDesk('en')),
  'cmrc-retrieval': async () => {
    const { questions, r1, r3, msP95 } = measureRetrieval(cmrc(folder))
    return `${questions} questions: R@1 ${percent(r1)}, R@3 ${percent(r3)}, p95 ${msP95.toFixed(1)} ms`
  },
  'cmrc-half-removed': async () => {
    const runs = [1, 2, 3].map((seed) => measureRejection(cmrc(folder), 0.92, seed))
    return runs
      .map((run) => `rejected ${percent(run.rejected)}, answered ${percent(run.answered)} at ${percent(run.precision)}`)
      .join('; ')
  },
  'faqs-20000': async () => {
    const texts = [...bankingPart(folder, 'train'), ...clinc(folder).train].map(({ text }) => text)
    const asked = clinc(folder).test.map(({ text }) => text)
    const { indexSeconds, cpuMs, msP50, msP95 } = measureManyFaqs(texts, 20_000, asked)
    return `indexed in ${indexSeconds.toFixed(1)} s, p50 ${msP50.toFixed(2)} ms, p95 ${msP95.toFixed(2)} ms, ${cpuMs.toFixed(2)} ms CPU a question`
  },
  'train-20000': async () => {
    const examples = [...clinc(folder).train, ...bankingPart(folder, 'train')].slice(0, 20_000)
    const started = process.cpuUsage()
    const wall = performance.now()
    await trainClassifier(examples, { validation: examples.slice(0, 500) })
    return `${cpuSeconds(started)} s CPU, ${((performance.now() - wall) / 1000).toFixed(0)} s wall`
  },
}

for (const [name, measure] of Object.entries(measurements)) {
  if (!wanted || wanted.includes(name)) console.log(`${name.padEnd(18)} ${await measure()}`)
}

async function judged(split: Omit<Split, 'valid'> & { valid?: readonly Example[] }): Promise<string> {
  const started = process.cpuUsage()
  const classifier = await trainClassifier(split.train, split.valid ? { validation: split.valid } : {})
  const seconds = cpuSeconds(started)
  const { evaluation: seen } = evaluate(classifier, split.test)
  return [
    `answered ${percent(seen.answered)} at ${percent(seen.answerPrecision)}`,
    `accuracy ${percent(seen.accuracyInScope)}`,
    `top-3 ${percent(seen.top3)}`,
    `unanswerable left ${percent(seen.oosRecall)}`,
    `p95 ${seen.latencyMsP95.toFixed(2)} ms`,
    `trained in ${seconds} s CPU`,
  ].join(', ')
}

function cpuSeconds(since: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(since)
  return ((user + system) / 1e6).toFixed(1)
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`
}
