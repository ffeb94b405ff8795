import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs outside of npm that the tests use: the file that proves them, and Debian's package. */
const NEEDS = [
  { file: '/usr/bin/chromium', packages: ['chromium'] },
  { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', packages: ['fonts-noto-cjk'] },
  { file: '/usr/bin/mosquitto_pub', packages: ['mosquitto-clients'] },
  { file: '/usr/sbin/dovecot', packages: ['dovecot-imapd'] },
]

/** Installs what is missing when that is possible here; else says in one line what to install. */
export function provideNeeds(): void {
  const missing = NEEDS.filter(({ file }) => !existsSync(file)).flatMap(({ packages }) => packages)
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${missing.join(', ')} for the tests …`)
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', ...missing])
  }
  const still = NEEDS.filter(({ file }) => !existsSync(file)).flatMap(({ packages }) => packages)
  if (still.length > 0) {
    console.error(`The tests need ${still.join(', ')}: sudo apt-get install ${still.join(' ')}`)
    process.exit(1)
  }
}

function apt(args: readonly string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
