/** The widget on a web site. Customers fetch their messages over our own socket, so nothing is ever "sent". */
import { z } from 'zod'
import { defineChannel } from '../channel.ts'

const preChatField = z.object({
  name: z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/, 'begins with a small letter and has letters and digits'),
  label: z.object({ en: z.string().max(60), 'zh-CN': z.string().max(60) }),
  required: z.boolean().default(false),
  /** Offered values; free text when absent. */
  options: z.array(z.string().max(60)).max(30).optional(),
})

export const webSettings = z.object({
  title: z.string().max(60).default(''),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #3352d1')
    .default('#3352d1'),
  /** Sites that may show the widget; empty: any. */
  origins: z.array(z.url()).max(20).default([]),
  preChat: z.array(preChatField).max(8).default([]),
  /** Signs the identity of visitors who are known to the site. */
  identitySecret: z.string().max(200).default(''),
})

export type WebSettings = z.infer<typeof webSettings>

export const webChannel = defineChannel<WebSettings>({
  kind: 'web',
  settings: webSettings,
  secrets: ['identitySecret'],
  capabilities: {
    sends: ['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'card', 'menu', 'sticker'],
    textBytesMax: 16_000,
    showsQueue: true,
    idempotentSend: true,
    recallMinutes: 10,
  },
})
