import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from '#engine/ai'

/** Three parts of a set: the model learns from the first, the threshold from the second, figures are of the third. */
export interface Split {
  readonly train: readonly Example[]
  readonly valid: readonly Example[]
  readonly test: readonly Example[]
}

/** CLINC150 with its out-of-scope questions (Larson et al. 2019); `perIntent` keeps the first examples of each. */
export function clinc(folder: string, perIntent = Infinity): Split {
  const parts = JSON.parse(readFileSync(join(folder, 'intents/clinc150/data_full.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >
  const part = (name: string): Example[] => parts[name]!.map(([text, intent]) => ({ text, intent }))
  const few = perIntent < Infinity
  return {
    train: few ? firstOf(part('train'), perIntent) : [...part('train'), ...part('oos_train')],
    valid: [...part('val'), ...part('oos_val')],
    test: [...part('test'), ...part('oos_test')],
  }
}

/** BANKING77 (Casanueva et al. 2020): it has no validation part, so the 20 examples after the first are that. */
export function bankingFew(folder: string, perIntent: number): Split {
  const all = bankingPart(folder, 'train')
  const first = new Set(firstOf(all, perIntent))
  return {
    train: [...first],
    valid: firstOf(
      all.filter((example) => !first.has(example)),
      20,
    ),
    test: bankingPart(folder, 'test'),
  }
}

export function bankingPart(folder: string, part: 'train' | 'test'): Example[] {
  const source = readFileSync(join(folder, `intents/banking77/${part}.csv`), 'utf8')
  return readCsv(source)
    .slice(1)
    .map(([text, intent]) => ({ text: text!.trim(), intent: intent! }))
}

/** Our own questions to an IT service desk: 10 examples an intent. */
export function serviceDesk(language: 'zh' | 'en'): Split {
  const read = (part: string): Example[] =>
    readFileSync(new URL(`own/${language}/${part}.jsonl`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Example)
  return { train: read('train'), valid: read('valid'), test: read('test') }
}

export interface Passages {
  readonly texts: readonly string[]
  readonly questions: readonly { readonly text: string; readonly passage: number }[]
}

/** CMRC 2018 (Cui et al. 2019), the public development part as a retrieval task. */
export function cmrc(folder: string): Passages {
  const { data } = JSON.parse(readFileSync(join(folder, 'retrieval/cmrc2018/dev.json'), 'utf8')) as {
    data: { paragraphs: { context: string; qas: { question: string }[] }[] }[]
  }
  const paragraphs = data.flatMap((article) => article.paragraphs)
  return {
    texts: paragraphs.map(({ context }) => context),
    questions: paragraphs.flatMap(({ qas }, passage) => qas.map(({ question }) => ({ text: question, passage }))),
  }
}

function firstOf(examples: readonly Example[], perIntent: number): Example[] {
  const seen = new Map<string, number>()
  return examples.filter(({ intent }) => {
    const count = (seen.get(intent) ?? 0) + 1
    seen.set(intent, count)
    return count <= perIntent
  })
}

function readCsv(source: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of source.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end !== ',') rows.push([])
  }
  return rows.filter(([text, intent]) => text !== undefined && intent !== undefined)
}
