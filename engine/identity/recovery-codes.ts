/** Codes that stand in for an authenticator app that was lost. Each has 50 random bits, so a plain hash keeps it. */
import { createHash, randomInt } from 'node:crypto'
import { sql, type Tx } from '#engine/store'
import type { AccountRef } from './second-factor.ts'

const COUNT = 10
const LENGTH = 10
/** Without what looks alike: 0 O 1 I L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Makes new ones, shown this once; older ones open nothing any more. */
export async function renewRecoveryCodes(tx: Tx, { tenantId, userId }: AccountRef): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode)
  await tx.run(sql`
    update engine.user_account set recovery_hashes = ${codes.map(hashOf)}, version = version + 1
    where tenant_id = ${tenantId} and user_id = ${userId}`)
  return codes
}

/** Takes the code out; false when it is none, or was used before. */
export async function useRecoveryCode(tx: Tx, { tenantId, userId }: AccountRef, code: string): Promise<boolean> {
  const used = await tx.run(sql`
    update engine.user_account set recovery_hashes = array_remove(recovery_hashes, ${hashOf(code)})
    where tenant_id = ${tenantId} and user_id = ${userId} and ${hashOf(code)} = any(recovery_hashes)`)
  return used > 0
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`
}

/** As it is typed: with or without the hyphen, in capitals or not. */
function hashOf(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest('hex')
}
