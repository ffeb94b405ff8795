import { createHmac, timingSafeEqual } from 'node:crypto'
import { clock } from '#engine/kernel'
import { fileRefusals } from './errors.ts'

/**
 * A link that opens one file for everybody who has it, for a while: for pictures in a customer's chat, for mails.
 * It carries what it grants, so nothing is stored; a new master secret ends every link.
 */
export interface LinkGrant {
  readonly tenantId: string
  readonly fileId: string
  /** Seconds since the Unix epoch. */
  readonly expiresAtSeconds: number
}

export interface LinkSigner {
  sign(grant: LinkGrant): string
  /** What the token grants; refused when it was altered or its time is over. */
  read(token: string): LinkGrant
}

export function linkSigner(key: Buffer): LinkSigner {
  const macOf = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest().subarray(0, 20)
  return {
    sign: (grant) => {
      const payload = pack(grant)
      return `${payload}.${macOf(payload).toString('base64url')}`
    },
    read: (token) => {
      const [payload = '', mac = ''] = token.split('.')
      const given = Buffer.from(mac, 'base64url')
      const expected = macOf(payload)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw fileRefusals.fileLinkInvalid()
      const grant = unpack(payload)
      if (grant.expiresAtSeconds * 1000 <= clock.ms()) throw fileRefusals.fileLinkExpired()
      return grant
    },
  }
}

/** 16 bytes of tenant, 16 of file, 4 of time: 48 characters. */
function pack({ tenantId, fileId, expiresAtSeconds }: LinkGrant): string {
  const bytes = Buffer.from(`${tenantId}${fileId}`.replaceAll('-', ''), 'hex')
  const time = Buffer.alloc(4)
  time.writeUInt32BE(expiresAtSeconds)
  return Buffer.concat([bytes, time]).toString('base64url')
}

function unpack(payload: string): LinkGrant {
  const bytes = Buffer.from(payload, 'base64url')
  return {
    tenantId: uuidOf(bytes.subarray(0, 16)),
    fileId: uuidOf(bytes.subarray(16, 32)),
    expiresAtSeconds: bytes.readUInt32BE(32),
  }
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
