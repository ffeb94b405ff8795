import { createHmac, timingSafeEqual } from 'node:crypto'
import { fieldRefusals } from '../errors.ts'

/**
 * The customer's link to a visit: tenant, visit and a signature over both, so nothing has to be stored or looked up
 * before the signature was checked. It opens this one visit and says nothing about the rest.
 */
export interface TrackingLinks {
  sign(tenantId: string, visitId: string): string
  /** Refuses `field.tracking-unknown` when the signature is not ours. */
  read(token: string): { tenantId: string; visitId: string }
}

const MAC_BYTES = 16

export function trackingLinks(key: Buffer): TrackingLinks {
  const macOf = (ids: Buffer): Buffer => createHmac('sha256', key).update(ids).digest().subarray(0, MAC_BYTES)
  return {
    sign: (tenantId, visitId) => {
      const ids = Buffer.concat([pack(tenantId), pack(visitId)])
      return Buffer.concat([ids, macOf(ids)]).toString('base64url')
    },
    read: (token) => {
      const bytes = Buffer.from(token, 'base64url')
      const ids = bytes.subarray(0, 32)
      if (bytes.length !== 32 + MAC_BYTES || !timingSafeEqual(bytes.subarray(32), macOf(ids))) {
        throw fieldRefusals.trackingUnknown()
      }
      return { tenantId: unpack(ids.subarray(0, 16)), visitId: unpack(ids.subarray(16)) }
    },
  }
}

function pack(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function unpack(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
