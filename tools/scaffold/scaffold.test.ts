import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { newChannel } from './channel.ts'
import { newDomain } from './domain.ts'
import { newPack } from './pack.ts'
import { newPricing } from './pricing.ts'

test.each([
  ['domain', newDomain],
  ['channel', newChannel],
  ['pricing', newPricing],
  ['pack', newPack],
])('a new %s is code that parses, JSON that reads, and says what comes next', (_kind, scaffold) => {
  const { files, nextSteps } = scaffold('parcel-locker')
  expect(nextSteps.length).toBeGreaterThan(1)
  for (const [file, text] of Object.entries(files)) {
    if (file.endsWith('.json')) JSON.parse(text)
    if (file.endsWith('.ts')) expect(parseSync(file, text).errors, file).toEqual([])
  }
})

test('a new domain brings a test that fails until something is there', () => {
  const { files } = newDomain('parcel-locker')
  expect(files['domains/parcel-locker/parcel-locker.test.ts']).toContain('not.toEqual([])')
})
