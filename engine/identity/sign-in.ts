import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { identityRefusals } from './errors.ts'
import { checkPassword } from './password.ts'

/** After so many wrong passwords in a row nobody gets in for a while, also not with the right one. */
const ATTEMPTS_MAX = 10
const LOCK_MINUTES = 15

export interface SignIn {
  readonly login: string
  readonly password: string
  /** Six digits of the authenticator app, for users who have one. */
  readonly code?: string | undefined
}

export interface SignedIn {
  readonly tenantId: string
  readonly userId: string
}

interface Credential {
  readonly passwordHash: string | null
  readonly totpSecret: string | null
  readonly lockedUntil: string | null
}

export type CheckCode = (sealedSecret: string, code: string) => Promise<boolean>

/** Answers whom the login and password belong to. Wrong login and wrong password are refused alike, equally slowly. */
export async function signIn(
  database: Database,
  { login, password, code }: SignIn,
  checkCode: CheckCode,
): Promise<SignedIn> {
  const candidates = await findLogins(database, login)
  for (const candidate of candidates) {
    const credential = await readCredential(database, candidate)
    refuseLocked(credential)
    if (!(await checkPassword(password, credential.passwordHash))) {
      await countFailure(database, candidate)
      continue
    }
    if (credential.totpSecret !== null) await demandCode(database, candidate, credential.totpSecret, code, checkCode)
    await clearFailures(database, candidate)
    return candidate
  }
  if (candidates.length === 0) await checkPassword(password, undefined)
  throw identityRefusals.wrongLogin()
}

function findLogins(database: Database, login: string): Promise<SignedIn[]> {
  return database.withTenant({ tenantId: '' }, (tx) =>
    tx.all(sql<SignedIn>`select tenant_id as "tenantId", user_id as "userId" from engine.find_logins(${login})`),
  )
}

function readCredential(database: Database, { tenantId, userId }: SignedIn): Promise<Credential> {
  return database.withTenant({ tenantId }, (tx) =>
    tx.one(sql<Credential>`
      select password_hash as "passwordHash", locked_until as "lockedUntil",
        case when totp_confirmed_at is not null then totp_secret end as "totpSecret"
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
  who: SignedIn,
  secret: string,
  code: string | undefined,
  check: CheckCode,
): Promise<void> {
  if (code === undefined || code === '') throw identityRefusals.codeNeeded()
  if (await check(secret, code)) return
  await countFailure(database, who)
  throw identityRefusals.wrongCode()
}

async function countFailure(database: Database, { tenantId, userId }: SignedIn): Promise<void> {
  const lockedUntil = new Date(clock.ms() + LOCK_MINUTES * 60_000)
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update engine.user_account set
        failed_attempts = case when failed_attempts + 1 >= ${ATTEMPTS_MAX} then 0 else failed_attempts + 1 end,
        locked_until = case when failed_attempts + 1 >= ${ATTEMPTS_MAX} then ${lockedUntil}::timestamptz else locked_until end
      where tenant_id = ${tenantId} and user_id = ${userId}`),
  )
}

async function clearFailures(database: Database, { tenantId, userId }: SignedIn): Promise<void> {
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update engine.user_account set failed_attempts = 0, locked_until = null
      where tenant_id = ${tenantId} and user_id = ${userId} and (failed_attempts > 0 or locked_until is not null)`),
  )
}
