/**
 * Makes the chat client into a package of its own, plain JavaScript with types, for apps:
 * `npm run build:client [-- folder]`, then `npm install <folder>` there. Folder: `dist/client`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist/client'))
const { version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, string>

execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.client.json', '--outDir', folder], {
  cwd: root,
  stdio: 'inherit',
})
for (const name of readdirSync(folder).filter((one) => one.endsWith('.d.ts'))) {
  const file = path.join(folder, name)
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"))
}
writeFileSync(
  path.join(folder, 'package.json'),
  `${JSON.stringify({ name: '@facet/chat', version, license, type: 'module', exports: './index.js', types: './index.d.ts' }, null, 2)}\n`,
)
console.log(`@facet/chat ${version} lies in ${path.relative(process.cwd(), folder)}`)
