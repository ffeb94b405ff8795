import { CannotStart } from '#engine/kernel'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PLAIN_ENVIRONMENT, runAs, type OsUser } from './os-user.ts'

const ENCODING = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** The password of the cluster's superuser, kept beside the cluster and readable by its owner only. */
export function clusterPassword(root: string): { file: string; password: string } {
  const file = path.join(root, 'pg.secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return { file, password: readFileSync(file, 'utf8') }
}

/** Makes the cluster when there is none: beside its place, then renamed, so that half an initdb is never a database. */
export function initialiseCluster(initdb: string, root: string, cluster: string, user: OsUser | undefined): void {
  if (existsSync(cluster)) return
  const { file: secret } = clusterPassword(root)
  const fresh = `${cluster}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  if (user) {
    chownSync(fresh, user.uid, user.gid)
    chownSync(secret, user.uid, user.gid)
  }
  const [program, args] = runAs(user, initdb, [...clusterOptions(fresh, secret), ...ENCODING])
  const done = spawnSync(program, args, { encoding: 'utf8', env: PLAIN_ENVIRONMENT })
  if (done.status !== 0) {
    throw new CannotStart(`The database could not be created in ${root}: ${(done.stderr || String(done.error)).trim()}`)
  }
  renameSync(fresh, cluster)
}

function clusterOptions(folder: string, secret: string): string[] {
  return ['-D', folder, '-U', 'facet_admin', '-A', 'scram-sha-256', `--pwfile=${secret}`]
}
