import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('nothing has to be set', () => {
  expect(readConfig({}, [])).toMatchObject({ port: 8080, empty: false, databaseUrl: undefined })
})

test.each([
  [{ PORT: 'eighty' }, 'PORT should be a port number'],
  [{ FACET_SECRET: 'short' }, 'FACET_SECRET should have at least 32 characters'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL should be'],
  [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY should be true or false'],
  [{ PUBLIC_URL: 'here' }, 'PUBLIC_URL should be'],
])('%o stops the start with one sentence', (environment, sentence) => {
  expect(() => readConfig(environment, [])).toThrow(sentence)
})

test('every wrong setting is named at once, and an unknown argument says what is known', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' }, [])).toThrow(/PORT[^]*LOG_LEVEL/)
  expect(() => readConfig({}, ['--blank'])).toThrow('npm start -- [--empty]')
})
