import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { identityRefusals } from './errors.ts'
import { checkPassword } from './password.ts'
import type { AccountRef, SecondFactor } from './second-factor.ts'

/** After so many wrong passwords in a row nobody gets in for a while, also not with the right one. */
const ATTEMPTS_MAX = 10
const LOCK_MINUTES = 15

export interface SignIn {
  readonly login: string
  readonly password: string
  /** Six digits of the authenticator app, for users who have one. */
  readonly code?: string | undefined
}

interface Credential {
  readonly passwordHash: string | null
  readonly hasSecondFactor: boolean
  readonly lockedUntil: string | null
}

/** Answers whom the login and password belong to. Wrong login and wrong password are refused alike, equally slowly. */
export async function signIn(
  database: Database,
  { login, password, code }: SignIn,
  secondFactor: SecondFactor,
): Promise<AccountRef> {
  const candidates = await findLogins(database, login)
  for (const candidate of candidates) {
    const credential = await readCredential(database, candidate)
    refuseLocked(credential)
    if (!(await checkPassword(password, credential.passwordHash))) {
      await countFailure(database, candidate)
      continue
    }
    if (credential.hasSecondFactor) await demandCode(database, candidate, code, secondFactor)
    await clearFailures(database, candidate)
    return candidate
  }
  if (candidates.length === 0) await checkPassword(password, undefined)
  throw identityRefusals.wrongLogin()
}

/** The signed-in person shows that it is still they: wrong guesses count towards the lock as at sign-in. */
export async function confirmPassword(database: Database, who: AccountRef, password: string): Promise<void> {
  const credential = await readCredential(database, who)
  refuseLocked(credential)
  if (credential.passwordHash === null) throw identityRefusals.noPassword()
  if (await checkPassword(password, credential.passwordHash)) return clearFailures(database, who)
  await countFailure(database, who)
  throw identityRefusals.wrongPassword({}, [{ path: '/password', message: 'is wrong' }])
}

/** Every account that a login may mean; companies of one installation do not know of each other. */
export function findLogins(database: Database, login: string): Promise<AccountRef[]> {
  return database.withTenant({ tenantId: '' }, (tx) =>
    tx.all(sql<AccountRef>`select tenant_id as "tenantId", user_id as "userId" from engine.find_logins(${login})`),
  )
}

function readCredential(database: Database, { tenantId, userId }: AccountRef): Promise<Credential> {
  return database.withTenant({ tenantId }, (tx) =>
    tx.one(sql<Credential>`
      select password_hash as "passwordHash", locked_until as "lockedUntil",
        totp_confirmed_at is not null as "hasSecondFactor"
      from engine.user_account where tenant_id = ${tenantId} and user_id = ${userId}`),
  )
}

function refuseLocked({ lockedUntil }: Credential): void {
  const left = lockedUntil === null ? 0 : Date.parse(lockedUntil) - clock.ms()
  if (left > 0)
    throw identityRefusals.lockedOut({ retryAfterSeconds: Math.ceil(left / 1000), minutes: Math.ceil(left / 60_000) })
}

async function demandCode(
  database: Database,
  who: AccountRef,
  code: string | undefined,
  secondFactor: SecondFactor,
): Promise<void> {
  if (code === undefined || code === '') throw identityRefusals.codeNeeded()
  if (await database.withTenant(who, (tx) => secondFactor.check(tx, who, code))) return
  await countFailure(database, who)
  throw identityRefusals.wrongCode()
}

async function countFailure(database: Database, { tenantId, userId }: AccountRef): Promise<void> {
  const lockedUntil = new Date(clock.ms() + LOCK_MINUTES * 60_000)
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update engine.user_account set
        failed_attempts = case when failed_attempts + 1 >= ${ATTEMPTS_MAX} then 0 else failed_attempts + 1 end,
        locked_until = case when failed_attempts + 1 >= ${ATTEMPTS_MAX} then ${lockedUntil}::timestamptz else locked_until end
      where tenant_id = ${tenantId} and user_id = ${userId}`),
  )
}

async function clearFailures(database: Database, { tenantId, userId }: AccountRef): Promise<void> {
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update engine.user_account set failed_attempts = 0, locked_until = null
      where tenant_id = ${tenantId} and user_id = ${userId} and (failed_attempts > 0 or locked_until is not null)`),
  )
}
