/**
 * `npm test`: everything. The fast checks first, then the web build, then all tests on a real PostgreSQL and in a
 * real browser. Ends with one line: `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { checkSteps } from './check-steps.ts'
import { provideNeeds } from './need.ts'
import { runSteps } from './steps.ts'

provideNeeds()
const began = performance.now()
const checks = await runSteps([
  ...checkSteps,
  { name: 'web build', command: process.execPath, args: ['tools/build-web.ts'] },
])
const tests = runTests()

const passed = checks.filter((check) => check.passed).length + tests.passed
const failed = checks.filter((check) => !check.passed).length + tests.failed
console.log(`\nin ${((performance.now() - began) / 1000).toFixed(0)} s`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Vitest tells its figures as JSON; a run that dies before telling counts as a failure. */
function runTests(): { passed: number; failed: number } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-report-'))
  const report = path.join(folder, 'report.json')
  const run = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  const died = run.status !== 0 && numFailedTests === 0 ? 1 : 0
  return { passed: numPassedTests, failed: numFailedTests + died }
}

function readReport(file: string): { numPassedTests?: number; numFailedTests?: number } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests?: number; numFailedTests?: number }
  } catch {
    return {}
  }
}
