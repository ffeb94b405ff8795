import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { invalidInput } from '#engine/kernel'
import { runCommand, UsageError, type Command } from '#engine/cli'

function run(argv: string[], command: Partial<Command>, stdin = '') {
  const output = { out: '', err: '' }
  const entry = {
    name: 'echo',
    summary: 'says it again',
    load: async () => ({ usage: 'facet echo <file>', run: async () => 1, ...command }),
  }
  const io = {
    stdin: Readable.from([Buffer.from(stdin, 'latin1')]),
    out: (text: string) => void (output.out += text),
    err: (text: string) => void (output.err += text),
    signal: new AbortController().signal,
  }
  return runCommand([entry], argv, io).then((code) => ({ code, ...output }))
}

test('prints the result as JSON and exact numbers as text', async () => {
  const done = await run(['echo'], { run: async () => ({ amount: 12n }) })
  expect(done).toMatchObject({ code: 0, out: '{\n  "amount": "12"\n}\n', err: '' })
})

test('an unknown command lists the known ones', async () => {
  expect(await run(['sing'], {})).toMatchObject({ code: 2, err: expect.stringContaining('says it again') })
})

test('every problem of a refused input is listed with its place', async () => {
  const problems = [
    { path: '/cases/0/start', message: 'is not an instant' },
    { path: '/cases/3/seconds', message: 'is negative' },
  ]
  const refused = await run(['echo'], { run: () => Promise.reject(invalidInput(problems)) })
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: '/cases/0/start: is not an instant\n/cases/3/seconds: is negative\n',
  })
})

test('wrong usage is told apart from wrong input', async () => {
  expect(await run(['echo', '--loud'], {})).toMatchObject({ code: 2 })
  expect(await run(['echo'], { run: () => Promise.reject(new UsageError('give a file')) })).toMatchObject({
    code: 2,
    err: 'give a file\nusage: facet echo <file>\n',
  })
})

test('broken encodings and broken JSON are refused, not guessed', async () => {
  const readJson: Partial<Command> = { run: (call) => call.readJson('-') }
  expect(await run(['echo'], readJson, '{"a": "\xff"}')).toMatchObject({ code: 1, err: '- is not UTF-8 text\n' })
  expect(await run(['echo'], readJson, '{"a": ')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not JSON'),
  })
})
