import { CannotStart } from '#engine/kernel'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * PostgreSQL refuses to run as root. When Facet is root, the database runs as the system's user
 * `postgres` (made when absent), else as `nobody`, which always exists.
 */
export interface OsUser {
  readonly uid: number
  readonly gid: number
}

/** The database programs inherit nothing from the shell that started Facet. */
export const PLAIN_ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

export function databaseUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (!lookUp('postgres')) {
    spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  }
  const user = lookUp('postgres') ?? lookUp('nobody')
  if (!user) {
    throw new CannotStart(
      'PostgreSQL does not run as root: create the system user "postgres", or start Facet as another user',
    )
  }
  return user
}

/**
 * The command line that runs `program` as `user`. The one capability it keeps (dac_override) lets it
 * reach its own folder below a folder that only root may enter; without it the start would fail there.
 */
export function runAs(user: OsUser | undefined, program: string, args: readonly string[]): [string, string[]] {
  if (!user) return [program, [...args]]
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  const capability = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  return ['setpriv', ['--securebits=+no_setuid_fixup', ...identity, ...capability, '--', program, ...args]]
}

function lookUp(name: string): OsUser | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const fields = lines.map((line) => line.split(':')).find(([login]) => login === name)
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) }
}
