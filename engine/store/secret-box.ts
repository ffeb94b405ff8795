/**
 * Secrets that must be read again (webhook secrets, channel tokens) lie sealed in the database: AES-256-GCM under
 * a key derived from the installation's master secret, bound to the place they belong to. Several master secrets
 * may be known, so that one can be replaced: the first seals, all open.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

export interface SecretBox {
  /** `place` says where the secret belongs (`webhook_endpoint:<id>`): moved elsewhere, it does not open. */
  seal(text: string, place: string): string
  /** Throws when the text was altered, moved, or sealed under a master secret that is not known here. */
  open(sealed: string, place: string): string
  /** True when the secret should be sealed again because an older master secret was used. */
  isOutdated(sealed: string): boolean
}

const FORMAT = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** The master secrets of the installation, the present one first. */
export function openSecretBox(masterSecrets: readonly [string, ...string[]]): SecretBox {
  const keys = new Map(masterSecrets.map((secret) => [keyIdOf(secret), deriveKey(secret, 'secret box')]))
  const currentId = keyIdOf(masterSecrets[0])
  return {
    seal: (text, place) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', keys.get(currentId)!, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${FORMAT}.${currentId}.${sealed.toString('base64url')}`
    },
    open: (sealed, place) => {
      const [format, keyId = '', payload = ''] = sealed.split('.')
      const key = keys.get(keyId)
      if (format !== FORMAT || !key) throw new Error(`A secret of ${place} was sealed under another master secret`)
      return decrypt(Buffer.from(payload, 'base64url'), key, place)
    },
    isOutdated: (sealed) => sealed.split('.')[1] !== currentId,
  }
}

function decrypt(payload: Buffer, key: Buffer, place: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, payload.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(place)).setAuthTag(payload.subarray(-TAG_BYTES))
    return decipher.update(payload.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new Error(`A secret of ${place} was altered or belongs elsewhere`, { cause })
  }
}

/** A 256-bit key for one purpose, from the master secret; keys of other purposes tell nothing about it. */
export function deriveKey(masterSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterSecret, '', `facet ${purpose}`, 32))
}

/** Names a master secret without giving it away. */
function keyIdOf(masterSecret: string): string {
  return createHash('sha256').update(deriveKey(masterSecret, 'key id')).digest('hex').slice(0, 8)
}
