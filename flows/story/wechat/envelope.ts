/** The platform's side of safe mode: AES-256-CBC with blocks of 32 and a sha1 signature, as its documentation says. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { WechatAccount } from './account.ts'

export interface Envelope {
  readonly query: URLSearchParams
  readonly body: string
}

const BLOCK = 32

export function seal(
  xml: string,
  account: Pick<WechatAccount, 'aesKey' | 'appId' | 'token'>,
  seconds: number,
): Envelope {
  const encrypted = encrypt(xml, account)
  const timestamp = String(seconds)
  const nonce = randomBytes(6).toString('hex')
  const query = new URLSearchParams({
    signature: sign(account.token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: sign(account.token, timestamp, nonce, encrypted),
  })
  return {
    query,
    body: `<xml><ToUserName><![CDATA[gh_yunqi]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  }
}

/** Fields in the platform's dress: numbers bare, text as CDATA. */
export function xmlOf(fields: Readonly<Record<string, string | number>>): string {
  const dressed = Object.entries(fields).map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>${dressed.join('')}</xml>`
}

function encrypt(xml: string, { aesKey, appId }: Pick<WechatAccount, 'aesKey' | 'appId'>): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const text = Buffer.from(xml)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appId)])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}

function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex')
}
