/** Messages and events as `sync_msg` answers them: what is common is checked, the rest is read where it is needed. */
import { z } from 'zod'

export const wireMessage = z.looseObject({
  msgid: z.string().min(1).max(128),
  send_time: z.number(),
  /** 3: the customer; 4: the platform; 5: a servicer in WeCom's own app. */
  origin: z.number(),
  msgtype: z.string().min(1),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  servicer_userid: z.string().optional(),
})

export type WireMessage = z.infer<typeof wireMessage>
export type Part = Readonly<Record<string, unknown>>

export function part(whole: Part, name: string): Part {
  const value = whole[name]
  return typeof value === 'object' && value !== null ? (value as Part) : {}
}

export function text(whole: Part, name: string): string {
  const value = whole[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function list(whole: Part, name: string): readonly Part[] {
  const value = whole[name]
  return Array.isArray(value) ? value.filter((item): item is Part => typeof item === 'object' && item !== null) : []
}
