import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freezeClock } from '#engine/kernel'
import { freshTenant } from '#test/database'
import { startModelSimulator } from '#test/model-simulator'
import { createModelPort, type ModelSettings } from './model-port.ts'
import { personalMask } from './model-port-mask.ts'
import { usageOfToday } from './model-port-usage.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function line(changes: Partial<ModelSettings> = {}) {
  const { database, context } = await freshTenant()
  const simulator = await startModelSimulator()
  stops.push(() => simulator.stop())
  const settings = {
    url: simulator.url,
    key: 'k-7',
    model: 'm-1',
    embeddingModel: 'e-1',
    timeoutMs: 300,
    allowPrivate: true,
    budget: { tokensPerDay: 1000 },
    ...changes,
  }
  const port = createModelPort(database, settings)
  const ask = (content: string) => port.chat(context, { purpose: 'test', messages: [{ role: 'user', content }] })
  return { database, context, simulator, port, ask }
}

test('without an endpoint every call says so, at once', async () => {
  const { database, context } = await freshTenant()
  const port = createModelPort(database, undefined)
  const none = { kind: 'none', because: 'not-configured' }
  expect(port.available).toBe(false)
  expect(await port.chat(context, { purpose: 'test', messages: [] })).toEqual(none)
  expect(await port.embed(context, 'test', ['x'])).toEqual(none)
  expect(await port.stream(context, { purpose: 'test', messages: [] }).next()).toEqual({ done: true, value: none })
})

test('a question goes out as it should and its answer is counted', async () => {
  const { database, context, simulator, ask } = await line({ price: { prompt: 200, completion: 800 } })
  simulator.script({ say: '你好', tokens: { prompt: 30, completion: 20 } })
  expect(await ask('hi')).toEqual({ kind: 'answer', value: '你好', tokens: { prompt: 30, completion: 20 } })
  expect(simulator.requests).toMatchObject([
    {
      path: '/v1/chat/completions',
      authorization: 'Bearer k-7',
      body: { model: 'm-1', messages: [{ role: 'user', content: 'hi' }], max_tokens: 800, temperature: 0.2 },
    },
  ])
  expect(await usageOfToday(database, context)).toEqual({ requests: 1, failures: 0, tokens: 50, costMicro: 22_000n })
})

test('an answer in a shape is checked; a fence around it is taken off, another shape is no answer', async () => {
  const { context, simulator, port } = await line()
  const schema = z.strictObject({ answer: z.string(), citations: z.array(z.int()) })
  const ask = () => port.chat(context, { purpose: 'test', messages: [{ role: 'user', content: 'x' }], schema })
  simulator.script({ say: '{"answer":"a","citations":[1]}' }, { say: '```json\n{"answer":"b","citations":[]}\n```' })
  expect(await ask()).toMatchObject({ kind: 'answer', value: { answer: 'a', citations: [1] } })
  expect(await ask()).toMatchObject({ kind: 'answer', value: { answer: 'b', citations: [] } })
  simulator.script({ say: '{"answer":1}' }, { say: 'Certainly!' })
  expect([await ask(), await ask()]).toEqual(Array(2).fill({ kind: 'none', because: 'unreadable' }))
  expect(simulator.requests[0]!.body['response_format']).toMatchObject({
    type: 'json_schema',
    json_schema: { strict: true, schema: { type: 'object', required: ['answer', 'citations'] } },
  })
})

test.each([
  { step: 'silence', because: 'too-slow' },
  { step: { status: 500 }, because: 'failed' },
  { step: { status: 429 }, because: 'failed' },
  { step: 'nonsense', because: 'failed' },
] as const)('$step is no answer: $because', async ({ step, because }) => {
  const { simulator, ask } = await line()
  simulator.script(step)
  expect(await ask('x')).toEqual({ kind: 'none', because })
})

test('an endpoint in our own network is not asked unless the operator has said so', async () => {
  const { simulator, ask } = await line({ allowPrivate: false })
  expect(await ask('x')).toEqual({ kind: 'none', because: 'failed' })
  expect(simulator.requests).toEqual([])
})

test('after five failures it rests for half a minute, then one call tries for all', async () => {
  const { simulator, ask } = await line()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  const broken = { status: 500 }
  simulator.script(broken, broken, broken, broken, broken)
  for (let call = 0; call < 5; call++) await ask('x')
  expect([await ask('x'), simulator.requests.length]).toEqual([{ kind: 'none', because: 'resting' }, 5])
  frozen.advance(30_000)
  simulator.script(broken)
  const both = await Promise.all([ask('x'), ask('x')])
  expect(both.map((one) => one.kind === 'none' && one.because).sort()).toEqual(['failed', 'resting'])
  frozen.advance(30_000)
  expect(await ask('x')).toMatchObject({ kind: 'answer', value: 'ok' })
  expect(await ask('x')).toMatchObject({ kind: 'answer' })
})

test('the budget ends with the day of the tenant', async () => {
  const { database, context, simulator, ask } = await line()
  const frozen = freezeClock('2026-11-20T15:00:00Z')
  stops.push(frozen.release)
  simulator.script({ say: 'long', tokens: { prompt: 900, completion: 100 } })
  expect((await ask('x')).kind).toBe('answer')
  expect(await ask('x')).toEqual({ kind: 'none', because: 'over-budget' })
  const other = await freshTenant()
  expect(await usageOfToday(database, other.context)).toMatchObject({ tokens: 0 })
  frozen.set('2026-11-20T16:00:00Z')
  expect((await ask('x')).kind).toBe('answer')
  expect(await usageOfToday(database, context)).toMatchObject({ requests: 1 })
})

test('a budget in money holds, too', async () => {
  const { simulator, ask } = await line({
    budget: { tokensPerDay: 1_000_000, costPerDayMinor: 1 },
    price: { prompt: 10_000, completion: 0 },
  })
  simulator.script({ say: 'dear', tokens: { prompt: 100, completion: 0 } })
  expect((await ask('x')).kind).toBe('answer')
  expect(await ask('x')).toEqual({ kind: 'none', because: 'over-budget' })
})

test('an endpoint that does not count is counted by length', async () => {
  const { simulator, ask } = await line()
  simulator.script({ say: '四个汉字' })
  expect(await ask('abcd')).toMatchObject({ tokens: { prompt: 6, completion: 6 } })
})

async function listen(pieces: AsyncGenerator<string, unknown>) {
  const told: string[] = []
  for (;;) {
    const { done, value } = await pieces.next()
    if (done) return { told, end: value }
    told.push(value as string)
  }
}

test('a stream is told piece by piece, with facts that were cut in two put back', async () => {
  const { database, context, simulator, port } = await line()
  simulator.script({ pieces: ['请拨 [PHO', 'NE_1', ']，好', '的'] })
  const messages = [{ role: 'user', content: '我的电话是 13812345678' }] as const
  const { told, end } = await listen(port.stream(context, { purpose: 'test', messages }))
  expect(told).toEqual(['请拨 ', '13812345678，好', '的'])
  expect(end).toEqual({ kind: 'answer', value: '请拨 13812345678，好的', tokens: { prompt: 11, completion: 7 } })
  expect(simulator.requests[0]!.body.messages![0]!.content).toBe('我的电话是 [PHONE_1]')
  expect(await usageOfToday(database, context)).toMatchObject({ requests: 1, failures: 0, tokens: 18 })
})

test('a stream that breaks off says so', async () => {
  const { database, context, simulator, port } = await line()
  simulator.script({ pieces: ['half'], cut: true })
  const { told, end } = await listen(port.stream(context, { purpose: 'test', messages: [] }))
  expect([told, end]).toEqual([['half'], { kind: 'none', because: 'failed' }])
  expect(await usageOfToday(database, context)).toMatchObject({ requests: 1, failures: 1 })
})

test('whoever stops listening has still used what was told', async () => {
  const { database, context, simulator, port } = await line()
  simulator.script({ pieces: ['eins ', 'zwei ', 'drei'] })
  const messages = [{ role: 'user', content: 'ab' }] as const
  for await (const piece of port.stream(context, { purpose: 'test', messages })) if (piece !== '') break
  expect(await usageOfToday(database, context)).toMatchObject({ requests: 1, failures: 0, tokens: 3 + 8 })
})

test('vectors come back in the order of their texts', async () => {
  const { context, simulator, port } = await line()
  expect(await port.embed(context, 'test', ['a', 'bb'])).toEqual({
    kind: 'answer',
    value: [
      [1, 97],
      [2, 98],
    ],
    tokens: { prompt: 5, completion: 0 },
  })
  expect(simulator.requests[0]).toMatchObject({ path: '/v1/embeddings', body: { model: 'e-1', input: ['a', 'bb'] } })
})

test('facts come back in the answer; the model never sees them', async () => {
  const { simulator, ask } = await line()
  simulator.script({ say: '已登记 [EMAIL_1]，[EMAIL_9]' })
  expect(await ask('写信到 li@example.com')).toMatchObject({ value: '已登记 li@example.com，[EMAIL_9]' })
  expect(JSON.stringify(simulator.requests)).not.toContain('li@example.com')
})

test.each([
  { text: '电话13812345678。', masked: '电话[PHONE_1]。', because: 'a Chinese mobile number' },
  { text: '+86 138-1234-5678', masked: '[PHONE_1]', because: 'with country code and hyphens' },
  { text: '１３８１２３４５６７８', masked: '[PHONE_1]', because: 'in full-width digits' },
  { text: '座机 0755-26001234', masked: '座机 [PHONE_1]', because: 'a landline' },
  { text: 'call (415) 555-2671 now', masked: 'call [PHONE_1] now', because: 'a North American number' },
  { text: 'ring +44 20 7946 0958', masked: 'ring [PHONE_1]', because: 'an international number' },
  { text: '身份证 11010519491231002X', masked: '身份证 [ID_CARD_1]', because: 'an identity card' },
  { text: 'IMEI 490154203237518', masked: 'IMEI [IMEI_1]', because: 'an IMEI with its check digit' },
  { text: '卡号 6222 0212 3456 7890 128', masked: '卡号 [CARD_1]', because: 'a bank card' },
  { text: '车牌粤B·12345和京AD12345', masked: '车牌[PLATE_1]和[PLATE_2]', because: 'plates, also of electric cars' },
  { text: 'a.b+c@mail.example.cn', masked: '[EMAIL_1]', because: 'an address' },
  {
    text: '13812345678 又是 13812345678',
    masked: '[PHONE_1] 又是 [PHONE_1]',
    because: 'the same fact, the same place',
  },
  { text: 'INC-2026-000123', masked: 'INC-2026-000123', because: 'a ticket number' },
  {
    text: '序列号 PF3K2ABC 订单 202611200001',
    masked: '序列号 PF3K2ABC 订单 202611200001',
    because: 'serial and order',
  },
  { text: '2026-11-20 09:30:00', masked: '2026-11-20 09:30:00', because: 'a date' },
  { text: '490154203237519', masked: '490154203237519', because: 'no IMEI: its check digit is wrong' },
  { text: '价格 12800 元，SSD 512 GB', masked: '价格 12800 元，SSD 512 GB', because: 'ordinary numbers' },
  { text: '192.168.10.254', masked: '192.168.10.254', because: 'a network address is needed for help' },
])('$because', ({ text, masked }) => {
  const mask = personalMask()
  expect(mask.mask(text)).toBe(masked)
  expect(mask.restore(masked)).toBe(text)
})
