import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rateCases } from '../../pricing/rate/command.ts'
import { billScenario } from '../command.ts'
import { outline } from './outline.ts'

const folder = new URL('../examples/', import.meta.url)
const guides = new URL('../../../../docs/integrate/', import.meta.url)

function blocksOf(guide: string, language: string): string[] {
  const text = readFileSync(new URL(guide, guides), 'utf8')
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(([, block]) => block!)
}

const examples = readdirSync(folder).sort()
const scenarios = blocksOf('billing-scenarios.md', 'json')
const outlines = blocksOf('billing-scenarios.md', 'text')

test('the guide shows ten examples', () => {
  expect([examples.length, scenarios.length, outlines.length]).toEqual([10, 10, 10])
})

test.each(examples.map((file, index) => [file, index] as const))('%s bills what the guide says', (file, index) => {
  const scenario: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  expect(JSON.parse(scenarios[index]!)).toEqual(scenario)
  expect(outline(billScenario(scenario))).toBe(outlines[index])
})

test('the example of facet rate prints what its guide says', () => {
  const [cases, results] = blocksOf('rate.md', 'json').map((block): unknown => JSON.parse(block))
  const printed = rateCases(cases).map((result) => ({ ...result, amountMinor: result.amountMinor?.toString() }))
  expect({ results: printed }).toEqual(results)
})
