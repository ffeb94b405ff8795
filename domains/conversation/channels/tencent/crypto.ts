/**
 * WeChat's message encryption, the same for Official Accounts and WeCom: AES-256-CBC, the key's first half as IV,
 * PKCS#7 in blocks of 32, and inside 16 random bytes, the length, the XML and the account it is for.
 * A changed byte is only sure to be noticed by the signature: verify it before decrypting.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { equal } from '../address.ts'

const BLOCK = 32
const HEAD = 20

/** sha1 of token, timestamp, nonce and what else is signed, sorted and joined. */
export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

export function isSignedBy(given: string | undefined, ...parts: readonly string[]): boolean {
  return given !== undefined && equal(given, signatureOf(...parts))
}

export function encrypt(aesKey: string, receiver: string, xml: string, random: Buffer = randomBytes(16)): string {
  const key = keyOf(aesKey)
  const text = Buffer.from(xml)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(receiver)])
  const pad = BLOCK - (plain.length % BLOCK)
  // Node pads by 16; the platform expects 32.
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** The XML inside; undefined when it cannot be opened or is for another account. */
export function decrypt(aesKey: string, receiver: string, encrypted: string): string | undefined {
  const key = keyOf(aesKey)
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return unwrap(Buffer.concat([decipher.update(bytes), decipher.final()]), receiver)
}

function unwrap(plain: Buffer, receiver: string): string | undefined {
  const pad = plain.at(-1) ?? 0
  const isPadded =
    pad >= 1 && pad <= BLOCK && plain.length - pad >= HEAD && plain.subarray(-pad).every((b) => b === pad)
  if (!isPadded) return undefined
  const body = plain.subarray(16, plain.length - pad)
  const length = body.readUInt32BE(0)
  if (4 + length > body.length) return undefined
  return equal(body.subarray(4 + length).toString(), receiver) ? body.subarray(4, 4 + length).toString() : undefined
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64')
}
