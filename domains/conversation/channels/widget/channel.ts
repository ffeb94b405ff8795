/** The widget on a web site. Customers fetch their messages over our own socket, so nothing is ever "sent". */
import { z } from 'zod'
import { preChatQuestions } from '../../contract/pre-chat.ts'
import { defineChannel } from '../channel.ts'

export const webSettings = z.object({
  title: z.string().max(60).default(''),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #3352d1')
    .default('#3352d1'),
  /** Sites that may show the widget; empty: any. */
  origins: z.array(z.url()).max(20).default([]),
  preChat: preChatQuestions.default([]),
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
