import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#engine/cli'
import { Refusal } from '#engine/kernel'
import { classifyCommand, decide, openClassifier, trainClassifier, type Classifier, type Example } from '#engine/ai'
import { parseLexicon, standardLexicon } from './learn/concepts.ts'
import { fitLogistic, logisticProbability } from './judge/logistic.ts'
import { openQuestion, READINGS } from './learn/readings.ts'
import { answerThreshold, choicesThreshold, wilsonLowerBound } from './judge/threshold.ts'

const train: Example[] = [
  ...['密码忘了', '忘记密码怎么办', '重置密码', 'forgot my password', 'reset password please'].map(as('password')),
  ...['打印机卡纸了', '打印机打不出来', 'printer is jammed', 'cannot print', '打印没反应'].map(as('printer')),
  ...['vpn连不上', 'VPN 连接失败', 'vpn does not connect', '远程连不了公司网', 'vpn drops'].map(as('vpn')),
]
const valid: Example[] = [
  ...['密码想不起来了', 'I forgot the password', '帮我重置密码'].map(as('password')),
  ...['打印机又卡纸', 'the printer does not print'].map(as('printer')),
  ...['VPN断了', 'my vpn is not connecting'].map(as('vpn')),
  ...['食堂几点开门', 'where is the canteen', '工资什么时候发', 'parking space'].map(as('oos')),
]

function as(intent: string) {
  return (text: string): Example => ({ text, intent })
}

describe('a trained classifier', () => {
  let classifier: Classifier
  beforeAll(async () => {
    classifier = await trainClassifier(train, { validation: valid, precision: 0.6 })
  })

  test.each([
    ['忘记了登录密码', 'password'],
    ['printer jam', 'printer'],
    ['我的vpn怎么又连不上', 'vpn'],
    ['pasword forgoten', 'password'],
  ])('%s is about %s', (text, intent) => expect(classifier.predict(text).top[0]?.intent).toBe(intent))

  test('probabilities fall from the best on and lie between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ps = classifier.predict(text).top.map(({ p }) => p)
        expect(ps.every((p, i) => p >= 0 && p <= 1 && p <= (ps[i - 1] ?? 1))).toBe(true)
      }),
    )
  })

  test('packed and opened again it says the same, and equal training gives equal bytes', async () => {
    const packed = classifier.pack()
    expect(openClassifier(packed.bytes).predict('VPN 又断了')).toEqual(classifier.predict('VPN 又断了'))
    const again = await trainClassifier(train, { validation: valid, precision: 0.6 })
    expect(again.pack().sha256).toBe(packed.sha256)
    expect(() => openClassifier(new TextEncoder().encode('something else entirely'))).toThrow(/not a classifier/)
  })

  test('without validation it keeps a fifth apart and learns it afterwards', async () => {
    const alone = await trainClassifier(train, { precision: 0.6 })
    expect(alone.predict('reset password please').top[0]?.intent).toBe('password')
  })

  test('one intent is nothing to choose from', async () => {
    await expect(trainClassifier([{ text: 'a', intent: 'b' }])).rejects.toThrow(Refusal)
  })

  test('training can be stopped', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(trainClassifier(train, { validation: valid, signal })).rejects.toThrow('enough')
  })
})

describe('the policy', () => {
  const top = [
    { intent: 'vpn', p: 0.7 },
    { intent: 'wifi', p: 0.2 },
    { intent: 'lan', p: 0.05 },
    { intent: 'mail', p: 0.01 },
  ]
  test.each([
    { answer: 0.6, choices: 0.3, does: { kind: 'answer', intent: 'vpn', p: 0.7 }, because: 'it is sure enough' },
    {
      answer: 0.8,
      choices: 0.3,
      does: { kind: 'choices', intents: ['vpn', 'wifi', 'lan'] },
      because: 'one of three may be it',
    },
    { answer: 0.9, choices: 0.8, does: { kind: 'hand-over' }, because: 'guessing helps nobody' },
  ])('$does.kind, because $because', ({ answer, choices, does }) => {
    expect(decide({ top }, { answer, choices })).toEqual(does)
  })

  test('nothing known is handed over', () => {
    expect(decide({ top: [] }, { answer: 0, choices: 0 })).toEqual({ kind: 'hand-over' })
  })
})

describe('thresholds', () => {
  const trial = (p: number, right: boolean) => ({ p, right, weight: 1 })

  test('the bound falls with fewer trials and is never above the share', () => {
    expect(wilsonLowerBound(0.95, 100, 0.8)).toBeCloseTo(0.9295, 4)
    expect(wilsonLowerBound(0.95, 10, 0.8)).toBeLessThan(wilsonLowerBound(0.95, 1000, 0.8))
  })

  test('answers keep the precision on validation, and the surest are answered', () => {
    const trials = Array.from({ length: 200 }, (_, i) =>
      trial(i < 100 ? 0.99 - i / 1e4 : 0.6 - i / 1e3, i < 100 || i % 2 === 0),
    )
    const threshold = answerThreshold(trials, 0.9)
    const answered = trials.filter(({ p }) => p >= threshold)
    expect(answered.length).toBeGreaterThanOrEqual(100)
    expect(answered.filter(({ right }) => right).length / answered.length).toBeGreaterThanOrEqual(0.9)
  })

  test('nothing is answered when even the surest are wrong', () => {
    expect(answerThreshold([trial(0.99, false), trial(0.9, false)], 0.9)).toBeGreaterThan(1)
  })

  test('equal probabilities stand or fall together', () => {
    const trials = [
      ...Array.from({ length: 50 }, () => trial(0.8, true)),
      ...Array.from({ length: 50 }, () => trial(0.8, false)),
    ]
    expect(answerThreshold(trials, 0.9)).toBeGreaterThan(1)
  })

  test('choices are offered down to where half of the lists hold the right one', () => {
    const trials = [0.1, 0.2, 0.3, 0.4].map((p) => ({ ...trial(p, false), listed: p > 0.25 }))
    expect(choicesThreshold(trials, 0.5)).toBe(0.1)
    expect(choicesThreshold([...trials, { ...trial(0.05, false), listed: false }], 0.5)).toBe(0.1)
  })
})

test('odds are recovered from what they produced', () => {
  const truth = (x: number): number => 1 / (1 + Math.exp(-(2 * x - 1)))
  const observations = Array.from({ length: 400 }, (_, i) => (i % 40) / 10 - 2).flatMap((x) => [
    { inputs: [x], positive: true, weight: truth(x) },
    { inputs: [x], positive: false, weight: 1 - truth(x) },
  ])
  const model = fitLogistic(observations)
  for (const x of [-1, 0, 1]) expect(logisticProbability(model, [x])).toBeCloseTo(truth(x), 1)
})

test('evidence that was the same for all of validation decides nothing', () => {
  const observations = [0, 1, 2, 3].map((x) => ({ inputs: [x, 7], positive: x > 1, weight: 1 }))
  const model = fitLogistic(observations)
  expect(logisticProbability(model, [3, 9])).toBeCloseTo(logisticProbability(model, [3, 7]), 6)
})

describe('the lexicon', () => {
  test('both languages meet in one concept, phrases before words', () => {
    const lexicon = parseLexicon("lost, can't find | 丢, 找不到\nprinter | 打印机")
    expect(lexicon.conceptsOf("I can't find my Printers")).toEqual([['i'], ['#0'], ['my'], ['#1']])
    expect(lexicon.conceptsOf('打印机找不到了')).toEqual([['#1'], ['#0']])
  })

  test('every line of the shipped list has both languages', () => {
    const { words, size } = standardLexicon()
    const seen = { han: new Set<number>(), latin: new Set<number>() }
    for (const [word, concepts] of words) {
      for (const concept of concepts) seen[/\p{Script=Han}/u.test(word) ? 'han' : 'latin'].add(concept)
    }
    expect(size).toBeGreaterThan(300)
    expect(seen.han.size / size).toBeGreaterThan(0.95)
  })
})

test('readings of a mixed sentence', () => {
  const question = openQuestion('VPN连不上')
  const read = Object.fromEntries(READINGS.map(({ name, read }) => [name, read(question)]))
  expect(read['words']).toContain('vpn')
  expect(read['pieces']).toEqual(expect.arrayContaining(['_vpn_', '连不上', '连', '_v']))
})

describe('facet classify', () => {
  async function classify(files: { train: string; valid: string; test: string }) {
    const folder = await mkdtemp(join(tmpdir(), 'classify-'))
    const at = (name: string): string => join(folder, `${name}.jsonl`)
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text)))
    const printed = { out: '', err: '' }
    const argv = ['classify', ...['train', 'valid', 'test', 'out'].flatMap((name) => [`--${name}`, at(name)])]
    const code = await runCommand(
      [{ name: 'classify', summary: '', load: async () => classifyCommand }],
      [...argv, '--precision', '0.6'],
      {
        stdin: Readable.from([]),
        out: (text) => void (printed.out += text),
        err: (text) => void (printed.err += text),
        signal: new AbortController().signal,
      },
    )
    return { code, ...printed, written: await readFile(at('out'), 'utf8').catch(() => null) }
  }
  const lines = (examples: readonly Example[]): string => examples.map((example) => JSON.stringify(example)).join('\n')

  test('prints the figures and writes a prediction for each question, in order', async () => {
    const done = await classify({ train: lines(train), valid: lines(valid), test: lines(valid) })
    expect(done.code).toBe(0)
    const figures = JSON.parse(done.out) as Record<string, number>
    expect(Object.keys(figures)).toEqual(
      expect.arrayContaining(['accuracyInScope', 'oosRecall', 'answered', 'answerPrecision', 'top3', 'latencyMsP50']),
    )
    const written = done
      .written!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(written.map(({ text }) => text)).toEqual(valid.map(({ text }) => text))
    for (const { intent, answered, top } of written) expect(intent).toBe(answered ? top[0].intent : null)
  })

  test('refuses bad lines with their places and writes nothing', async () => {
    const bad = ['{"text":"","intent":"a"}', '{"text":"x"}', '{"text":"x","intent":"a","lang":"en"}', '[]', 'x'].join(
      '\n',
    )
    const refused = await classify({ train: lines(train), valid: bad, test: lines(valid) })
    expect(refused).toMatchObject({ code: 1, out: '', written: null })
    for (const place of ['/line/1/text', '/line/2/intent', '/line/3', '/line/4', '/line/5']) {
      expect(refused.err).toContain(`valid.jsonl${place}`)
    }
  })

  test('refuses a text of 100 kB', async () => {
    const long = JSON.stringify({ text: 'a'.repeat(100_000), intent: 'a' })
    const refused = await classify({ train: lines(train), valid: lines(valid), test: long })
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('/line/1/text: is longer than') })
  })
})
