import { z } from 'zod'
import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { parseJsonLines, readableText, writeJsonLines } from '#engine/search'
import { evaluate } from './judge/evaluation.ts'
import { STANDARD_CALIBRATION, trainClassifier } from './train.ts'

const line = z.strictObject({ text: readableText(10_000), intent: z.string().trim().min(1, 'is empty').max(500) })

/** `facet classify`: trains on one file, fits the answer threshold on a second, answers a third. */
export const classifyCommand: Command = {
  usage:
    'facet classify --train a.jsonl --valid b.jsonl --test c.jsonl --precision 0.92 --out predictions.jsonl [--oos-share 0.2]',
  options: {
    train: { type: 'string' },
    valid: { type: 'string' },
    test: { type: 'string' },
    out: { type: 'string' },
    precision: { type: 'string', default: String(STANDARD_CALIBRATION.precision) },
    'oos-share': { type: 'string', default: String(STANDARD_CALIBRATION.unanswerableShare) },
  },
  async run(call) {
    const { train, valid, test, out, ...calibration } = optionsOf(call)
    const read = async (file: string) => parseJsonLines(await call.read(file), line, { file })
    const [examples, validation, questions] = [await read(train), await read(valid), await read(test)]
    const classifier = await trainClassifier(examples, {
      ...calibration,
      validation,
      onProgress: call.progress,
      signal: call.signal,
    })
    const { evaluation, outcomes } = evaluate(classifier, questions)
    await writeJsonLines(
      out,
      outcomes.map(({ top, ...rest }) => ({ ...rest, top: top.map(rounded) })),
    )
    return { ...evaluation, threshold: rounded({ p: classifier.thresholds.answer }).p }
  },
}

function optionsOf({ values, positionals }: CommandCall) {
  const file = (name: string): string => {
    const value = values[name]
    if (typeof value !== 'string') throw new UsageError(`give --${name}`)
    return value
  }
  if (positionals.length > 0) throw new UsageError('files are given by --train, --valid, --test and --out')
  return {
    train: file('train'),
    valid: file('valid'),
    test: file('test'),
    out: file('out'),
    precision: shareOption(values['precision'], 'precision'),
    unanswerableShare: shareOption(values['oos-share'], 'oos-share'),
  }
}

function shareOption(value: unknown, name: string): number {
  const share = Number(value)
  if (!(share >= 0 && share < 1)) throw new UsageError(`--${name} is a share from 0 to below 1`)
  return share
}

function rounded<T extends { readonly p: number }>(item: T): T {
  return { ...item, p: Number(item.p.toFixed(4)) }
}
