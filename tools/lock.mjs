// Completes package-lock.json so that `npm ci` accepts it on every platform.
// npm drops optional platform packages that its registry did not offer while the lock was made,
// and `npm ci` then refuses the lock. This adds them back: version from the parent, platform from the name.
import { readFileSync, writeFileSync } from 'node:fs'

const OPERATING_SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'openharmony',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
]
const PROCESSORS = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32', 'mips64el']

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
let added = 0

for (const [parent, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = missingPlace(parent, name, version)
    if (!place) continue
    lock.packages[place] = platformEntry(name, version)
    added += 1
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added} platform packages added`)

function missingPlace(parent, name, version) {
  if (!/^\d/.test(version)) return undefined
  const hoisted = `node_modules/${name}`
  const nested = `${parent}/node_modules/${name}`
  if (lock.packages[nested]) return undefined
  if (!lock.packages[hoisted]) return hoisted
  return lock.packages[hoisted].version === version ? undefined : nested
}

function platformEntry(name, version) {
  const words = name.split(/[-/]/)
  let os = OPERATING_SYSTEMS.filter((word) => words.includes(word))
  let cpu = PROCESSORS.filter((word) => words.includes(word))
  if (cpu.length === 0 && /armv?7|gnueabihf|eabi/.test(name)) cpu = ['arm']
  if (/universal/.test(name)) cpu = ['x64', 'arm64']
  if (/wasm32/.test(name)) [os, cpu] = [[], ['wasm32']]
  return {
    version,
    ...(/musl/.test(name) ? { libc: ['musl'] } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}
