import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CommandCall } from '#engine/cli'
import { detectCommand } from '#domains/fleet'

const emptyFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'detect-'))

function call(text: string, out: string | undefined, positionals = ['series.csv']): CommandCall {
  return {
    positionals,
    values: { out },
    read: async () => text,
    readJson: () => Promise.reject(new Error('a series is not JSON')),
    progress: () => undefined,
    signal: new AbortController().signal,
  }
}

const timeOf = (i: number): string =>
  Temporal.PlainDateTime.from('2014-04-10T00:04:00')
    .add({ minutes: 5 * i })
    .toString()
    .replace('T', ' ')

test('writes a score behind every row and keeps the rows as they came', async () => {
  const out = join(await emptyFolder(), 'scores.csv')
  const values = Array.from({ length: 1000 }, (_, i) => (i === 900 ? '99.50' : `${1 + (i % 3)}.0`))
  const text = `timestamp,value\r\n${values.map((value, i) => `${timeOf(i)},${value}\r\n`).join('')}\r\n`
  const summary = await detectCommand.run(call(text, out))
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(1001)
  expect(lines[0]).toBe('timestamp,value,anomaly_score')
  expect(lines[901]).toMatch(/^2014-04-13 03:04:00,99\.50,0\.[5-9]\d{5}$/)
  expect(summary).toMatchObject({
    rows: 1000,
    alarms: 1,
    highest: [{ timestamp: '2014-04-13 03:04:00', value: 99.5 }, {}, {}, {}, {}],
  })
})

describe('refused with every problem, and nothing is written', () => {
  test.each([
    { because: 'the header is missing', text: '2014-04-10 00:00:00,1\n', paths: ['/header'] },
    { because: 'there are no rows', text: 'timestamp,value\n\n', paths: ['/rows'] },
    {
      because: 'times and numbers are none',
      text: 'timestamp,value\n2014-02-30 00:00:00,1\nyesterday,2\n2014-04-10 00:00:00,NaN\n2014-04-10 00:05:00,\n2014-04-10 00:10:00,0x10\n',
      paths: ['/rows/0/timestamp', '/rows/1/timestamp', '/rows/2/value', '/rows/3/value', '/rows/4/value'],
    },
    {
      because: 'a row goes back in time',
      text: 'timestamp,value\n2014-04-10 00:05:00,1\n2014-04-10 00:05:00,1\n2014-04-10T00:04:59Z,1e999\n',
      paths: ['/rows/2/timestamp', '/rows/2/value'],
    },
    { because: 'a row is cut short', text: 'timestamp,value\n2014-04-10 00:05:00\n', paths: ['/rows/0/value'] },
  ])('$because', async ({ text, paths }) => {
    const folder = await emptyFolder()
    const refused = await detectCommand.run(call(text, join(folder, 'scores.csv'))).catch((error: unknown) => error)
    expect((refused as { problems: { path: string }[] }).problems.map(({ path }) => path)).toEqual(paths)
    expect(await readdir(folder)).toEqual([])
  })
})

test('times with offsets are compared as instants', async () => {
  const out = join(await emptyFolder(), 'scores.csv')
  const text = 'timestamp,value\n2014-04-10T08:00:00+08:00,1\n2014-04-10T00:00:01Z,2\n2014-04-10T02:00:02+0200,3\n'
  expect(await detectCommand.run(call(text, out))).toMatchObject({ rows: 3 })
})

test('long nonsense is refused at once, and so is a place that cannot be written', async () => {
  const rows = `timestamp,value\n2014-04-10,${'9'.repeat(100_000)}x\n`
  await expect(detectCommand.run(call(rows, 'x'))).rejects.toMatchObject({ problems: [{ path: '/rows/0/value' }] })
  const nowhere = join(await emptyFolder(), 'no', 'folder.csv')
  const refused = detectCommand.run(call('timestamp,value\n2014-04-10,1\n', nowhere))
  await expect(refused).rejects.toMatchObject({ problems: [{ message: expect.stringContaining('ENOENT') }] })
})

test('wrong usage is not wrong input', async () => {
  await expect(detectCommand.run(call('', undefined))).rejects.toMatchObject({ name: 'UsageError' })
  await expect(detectCommand.run(call('', 'x', []))).rejects.toMatchObject({ name: 'UsageError' })
})
