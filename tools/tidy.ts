/** The architecture as a program: see ARCHITECTURE.md, "Five rules". Prints every violation and what to do instead. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { checkFolders } from './tidy/rules-folders.ts'
import { checkImports } from './tidy/rules-imports.ts'
import { checkSql, checkText } from './tidy/rules-text.ts'
import { readSource, type Violation } from './tidy/source.ts'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
const read = (file: string): string => readFileSync(file, 'utf8')
const schemas = [...new Set(files.flatMap((file) => /^domains\/([^/]+)\/schema\//.exec(file)?.[1] ?? []))]

const violations: Violation[] = [
  ...files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const source = readSource(file, read(file))
      return [...checkImports(source), ...checkText(source), ...checkSql(file, source.code, schemas)]
    }),
  ...files.filter((file) => file.endsWith('.sql')).flatMap((file) => checkSql(file, read(file), schemas)),
  ...checkFolders(files, read),
]

for (const { path, line, message } of violations) console.log(`${path}:${line} ${message}`)
console.log(violations.length === 0 ? `${files.length} files are tidy` : `${violations.length} violations`)
process.exitCode = violations.length === 0 ? 0 : 1
