import { generateSecret, generateURI, verify } from 'otplib'
import { clock } from '#engine/kernel'
import { sql, type SecretBox, type Tx } from '#engine/store'
import { renewRecoveryCodes, useRecoveryCode } from './recovery-codes.ts'

/**
 * Six digits of an authenticator app (RFC 6238: SHA-1, 30 s). The secret lies sealed; it counts once a first code of
 * it was shown; one step before and after is accepted for clocks that differ, and no code twice.
 */
export interface SecondFactor {
  /** Makes a new secret, which replaces one that was never confirmed. */
  begin(tx: Tx, who: AccountRef & { login: string; issuer: string }): Promise<{ secret: string; uri: string }>
  /** From now on a code is asked for. Answers the recovery codes; undefined when the code is wrong or nothing was begun. */
  confirm(tx: Tx, who: AccountRef, code: string): Promise<string[] | undefined>
  /** A code of the app, or one of the recovery codes, which is used up by it. */
  check(tx: Tx, who: AccountRef, code: string): Promise<boolean>
  /** New recovery codes in place of the old ones. */
  renewRecoveryCodes(tx: Tx, who: AccountRef): Promise<string[]>
  /** Answers false when there was none. */
  remove(tx: Tx, who: AccountRef): Promise<boolean>
}

export interface AccountRef {
  readonly tenantId: string
  readonly userId: string
}

const TOLERANCE_SECONDS = 30

export function createSecondFactor(box: SecretBox): SecondFactor {
  return {
    begin: async (tx, { tenantId, userId, login, issuer }) => {
      const secret = generateSecret()
      await tx.run(sql`
        update engine.user_account set totp_secret = ${box.seal(secret, placeOf(userId))}, totp_step = 0
        where tenant_id = ${tenantId} and user_id = ${userId} and totp_confirmed_at is null`)
      return { secret, uri: generateURI({ issuer, label: login, secret }) }
    },
    confirm: async (tx, who, code) => {
      if (!(await accept(tx, box, who, code))) return undefined
      await tx.run(sql`
        update engine.user_account set totp_confirmed_at = ${clock.date()}, version = version + 1
        where tenant_id = ${who.tenantId} and user_id = ${who.userId}`)
      return renewRecoveryCodes(tx, who)
    },
    check: async (tx, who, code) => (await accept(tx, box, who, code)) || useRecoveryCode(tx, who, code),
    renewRecoveryCodes,
    remove: async (tx, { tenantId, userId }) => {
      const removed = await tx.run(sql`
        update engine.user_account set totp_secret = null, totp_confirmed_at = null, recovery_hashes = '{}', version = version + 1
        where tenant_id = ${tenantId} and user_id = ${userId} and totp_confirmed_at is not null`)
      return removed > 0
    },
  }
}

async function accept(tx: Tx, box: SecretBox, { tenantId, userId }: AccountRef, code: string): Promise<boolean> {
  const kept = await tx.find(sql<{ sealed: string; step: bigint }>`
    select totp_secret as sealed, totp_step as step from engine.user_account
    where tenant_id = ${tenantId} and user_id = ${userId} and totp_secret is not null for update`)
  if (!kept || !/^\d{6}$/.test(code)) return false
  const answer = await verify({
    secret: box.open(kept.sealed, placeOf(userId)),
    token: code,
    epoch: Math.floor(clock.ms() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
  })
  if (!answer.valid || !('timeStep' in answer) || BigInt(answer.timeStep) <= kept.step) return false
  await tx.run(sql`
    update engine.user_account set totp_step = ${BigInt(answer.timeStep)}
    where tenant_id = ${tenantId} and user_id = ${userId}`)
  return true
}

function placeOf(userId: string): string {
  return `user_totp:${userId}`
}
