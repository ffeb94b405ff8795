/** The menu of a WeChat Official Account, and the codes through which customers come to it. */
import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const MENU_PATH = '/api/conversation/channels/:id/menu'
const CODES_PATH = '/api/conversation/channels/:id/scan-codes'
/** Only what no menu could ever be; the platform's own limits are told one by one, see channels/wechat/menu.ts. */
const text = z.string().max(4000)

const leaves = [
  /** `key` is what whoever taps it says with that: it opens his conversation. */
  z.strictObject({ kind: z.literal('click'), name: text, key: text }),
  z.strictObject({ kind: z.literal('view'), name: text, url: text }),
  /** `url` is for WeChat versions that know no mini programs. */
  z.strictObject({ kind: z.literal('miniprogram'), name: text, appId: text, pagePath: text, url: text }),
  /** Made elsewhere, of a kind that is not edited here: it stays as it is. */
  z.strictObject({ kind: z.literal('other'), name: text, button: z.record(z.string(), z.unknown()) }),
] as const
export const menuLeaf = z.discriminatedUnion('kind', leaves)
export const menuEntry = z
  .discriminatedUnion('kind', [
    ...leaves,
    z.strictObject({ kind: z.literal('group'), name: text, entries: z.array(menuLeaf).max(50) }),
  ])
  .meta({ id: 'AccountMenuEntry' })

const codeDraft = {
  name: z.string().min(1).max(60),
  queueId: z.uuid().nullable().default(null),
  tags: z.array(z.string().min(1).max(40)).max(10).default([]),
}

export const scanCode = z
  .object({
    scanCodeId: z.uuid(),
    name: z.string(),
    queueId: z.uuid().nullable(),
    tags: z.array(z.string()),
    /** Where its picture lies. */
    pictureUrl: z.string(),
    /** What stands in the picture. */
    url: z.string(),
    /** Null: permanent. */
    expiresAt: z.string().nullable(),
    scans: z.int(),
    scannedAt: z.string().nullable(),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'ScanCode' })

const REFUSALS = [
  'conversation.channel-not-found',
  'conversation.wrong-channel-kind',
  'conversation.platform-refused',
] as const

export const wechatContract = {
  readAccountMenu: route({
    method: 'GET',
    path: MENU_PATH,
    summary: 'The menu of a WeChat Official Account, as the platform has it',
    may: 'conversation.configure',
    params: idParams,
    out: z.object({ entries: z.array(menuEntry) }),
    refusals: REFUSALS,
  }),
  publishAccountMenu: route({
    method: 'PUT',
    path: MENU_PATH,
    summary: 'Give a WeChat Official Account this menu',
    may: 'conversation.configure',
    params: idParams,
    body: z.strictObject({ entries: z.array(menuEntry).max(50) }),
    out: noContent,
    status: 204,
    refusals: [...REFUSALS, 'conversation.menu-not-accepted'],
  }),
  deleteAccountMenu: route({
    method: 'DELETE',
    path: MENU_PATH,
    summary: 'Take the menu of a WeChat Official Account away',
    may: 'conversation.configure',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: REFUSALS,
  }),
  listScanCodes: route({
    method: 'GET',
    path: CODES_PATH,
    summary: 'The codes of a WeChat Official Account, with what they led in',
    may: 'conversation.configure',
    params: idParams,
    out: z.object({ items: z.array(scanCode) }),
    refusals: REFUSALS,
  }),
  createScanCode: route({
    method: 'POST',
    path: CODES_PATH,
    summary: 'Have a code made that leads to a queue and brings tags along',
    may: 'conversation.configure',
    params: idParams,
    body: z.strictObject({
      ...codeDraft,
      /** For how many days it can be scanned; null: always. */
      days: z.int().min(1).max(30).nullable().default(null),
    }),
    out: z.object({ scanCodeId: z.uuid() }),
    status: 201,
    refusals: [...REFUSALS, 'conversation.queue-not-found'],
  }),
  updateScanCode: route({
    method: 'PUT',
    path: '/api/conversation/scan-codes/:id',
    summary: 'Lead a code that hangs on walls already somewhere else',
    may: 'conversation.configure',
    params: idParams,
    body: z.strictObject({ ...codeDraft, version: z.int().positive() }),
    out: noContent,
    status: 204,
    refusals: ['conversation.scan-code-not-found', 'conversation.queue-not-found', 'engine.version-conflict'],
  }),
} as const

export type MenuLeaf = z.infer<typeof menuLeaf>
export type MenuEntry = z.infer<typeof menuEntry>
export type ScanCodeShape = z.infer<typeof scanCode>
