import { z } from 'zod'

export const MENU_ENTRIES_MAX = 9

/** What a caller can choose, by its key or by saying its name. */
const menuEntry = z.strictObject({
  digit: z.string().regex(/^[1-9]$/, 'is a key from 1 to 9'),
  zh: z.string().max(60).default(''),
  en: z.string().max(60).default(''),
  /** Where it leads; null: the queue of the channel. */
  queueId: z.uuid().nullable().default(null),
})
export type MenuEntry = z.infer<typeof menuEntry>

/** A number at a telephone provider that speaks as Twilio does. */
export const hotlineSettings = z.object({
  accountSid: z.string().regex(/^[\w-]{2,100}$/, 'is in the console of the provider, and begins with AC at Twilio'),
  authToken: z.string().min(8, 'is in the console of the provider').max(200),
  /** What customers dial, and what they see when we call. */
  number: z.string().regex(/^\+?\d{3,20}$/, 'has digits only, with + and the country'),
  language: z.enum(['zh-CN', 'en', 'both']).default('zh-CN'),
  greetingZh: z.string().max(500).default(''),
  greetingEn: z.string().max(500).default(''),
  menu: z
    .array(menuEntry)
    .max(MENU_ENTRIES_MAX)
    .default([])
    .refine((menu) => new Set(menu.map(({ digit }) => digit)).size === menu.length, 'uses a key twice')
    .refine((menu) => menu.every(({ zh, en }) => zh !== '' || en !== ''), 'has an entry without a name'),
  /** Recorded calls begin with saying so. */
  record: z.enum(['announced', 'never']).default('never'),
  /** What waiting callers hear; empty: Facet's own. */
  musicUrl: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).default(''),
  apiBase: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  /** How the provider reaches us, where a proxy hides it; empty: as the request says. */
  publicUrl: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).default(''),
})

export type HotlineSettings = z.infer<typeof hotlineSettings>
