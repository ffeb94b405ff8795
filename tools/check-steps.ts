import type { Step } from './steps.ts'

const node = process.execPath
const program = (name: string): string => `node_modules/.bin/${name}`

/** What has not changed since the last check is not looked at again. */
function types(name: string, project: string): Step {
  const memory = ['--incremental', '--tsBuildInfoFile', `node_modules/.cache/facet/types-${name}.json`]
  return { name: `types (${name})`, command: program('tsc'), args: ['-p', project, ...memory] }
}

/** The fast part: what every change must pass before anything is run. */
export const checkSteps: readonly Step[] = [
  types('server', 'tsconfig.json'),
  types('web', 'tsconfig.web.json'),
  { name: 'lint', command: program('oxlint'), args: ['--type-aware', '--quiet'] },
  { name: 'format', command: program('oxfmt'), args: ['--check'] },
  { name: 'tidy', command: node, args: ['tools/tidy.ts'] },
  { name: 'unused code (knip)', command: program('knip'), args: ['--no-progress'] },
  {
    name: 'lock file',
    command: 'npm',
    args: ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
  },
]
