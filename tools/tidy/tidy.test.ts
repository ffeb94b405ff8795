import { expect, test } from 'vitest'
import { checkFolders } from './rules-folders.ts'
import { checkImports } from './rules-imports.ts'
import { checkSql, checkText } from './rules-text.ts'
import { readSource } from './source.ts'

const importing = (path: string, line: string) =>
  checkImports(readSource(path, `${line}\n`)).map(({ message }) => message)

test.each([
  ['domains/desk/x.ts', `import { a } from '#domains/field'`, 'sibling'],
  ['engine/store/x.ts', `import { a } from '#domains/field'`, 'engine must not know domains'],
  ['engine/store/x.ts', `import { a } from '#engine/events'`, 'comes before'],
  ['domains/desk/x.ts', `import { a } from '../../engine/store/database.ts'`, 'reaches inside'],
  ['domains/desk/web/x.tsx', `import { a } from '../service.ts'`, 'must not load server code'],
  ['domains/desk/web/x.tsx', `import { a } from 'node:fs'`, 'does not exist in the browser'],
  ['domains/desk/x.ts', `import { a } from './web/x.tsx'`, 'must not load browser code'],
  ['domains/desk/x.ts', `import { a } from 'react'`, 'belongs to the browser'],
  ['flows/x.ts', `import { a } from '../domains/desk/incident.ts'`, 'reaches inside'],
  ['domains/desk/x.ts', `export { a } from '#flows/device-fault'`, 'must not know flows'],
])('%s refuses %s', (path, line, because) => {
  expect(importing(path, line)).toEqual([expect.stringContaining(because)])
})

test.each([
  ['domains/desk/web/x.tsx', `import { a } from '../contract.ts'`],
  ['domains/desk/web/x.tsx', `import { a } from '#domains/desk/contract'`],
  ['domains/desk/x.ts', `import { a } from '#engine/casework'`],
  ['flows/x.ts', `import { a } from '#domains/desk'`],
  ['domains/desk/web/x.tsx', `import type { A } from '../service.ts'`],
])('%s accepts %s', (path, line) => {
  expect(importing(path, line)).toEqual([])
})

const words = (path: string, text: string) => checkText(readSource(path, text))

test('time and settings have one door each', () => {
  expect(words('domains/desk/x.ts', 'export const a = Date.now()')).toHaveLength(1)
  expect(words('domains/desk/x.ts', 'export const a = new Date()')).toHaveLength(1)
  expect(words('domains/desk/x.ts', 'export const a = new Date(5)')).toHaveLength(0)
  expect(words('domains/desk/x.ts', '// Date.now() is not called here\nexport const a = 1')).toHaveLength(0)
  expect(words('engine/store/x.ts', 'export const a = process.env.PATH')).toHaveLength(1)
  expect(words('app/config.ts', 'export const a = process.env.PATH')).toHaveLength(0)
})

test('no default exports', () => {
  expect(words('domains/desk/x.ts', 'export default 1')).toHaveLength(1)
})

test('SQL stays in its own schema', () => {
  expect(checkSql('domains/desk/x.ts', 'select * from field.visit', ['desk', 'field'])).toHaveLength(1)
  expect(
    checkSql('domains/desk/x.ts', 'select * from desk.incident join engine.person', ['desk', 'field']),
  ).toHaveLength(0)
  expect(checkSql('flows/x.ts', 'insert into desk.incident', ['desk'])).toHaveLength(1)
})

test('locales have equal keys, whatever the plural forms', () => {
  const texts: Record<string, string> = {
    'domains/desk/README.md': '',
    'domains/desk/locale/en.json': '{"a":{"b":"x"},"n_one":"1","n_other":"2","c":""}',
    'domains/desk/locale/zh-CN.json': '{"a":{"b":"x"},"n_other":"2"}',
  }
  const found = checkFolders(Object.keys(texts), (file) => texts[file]!)
  expect(found.map(({ message }) => message)).toEqual(['"c" is missing in domains/desk/locale/zh-CN.json'])
})

test('a domain without README is told so', () => {
  expect(checkFolders(['domains/desk/index.ts'], () => '')).toEqual([expect.objectContaining({ path: 'domains/desk' })])
})
