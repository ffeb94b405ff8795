/** A test account: a channel of kind WeChat or WeCom like any other, whose platform is simulated in this very program. */
import { createHash, randomBytes } from 'node:crypto'
import { newId, type Context } from '#engine/kernel'
import { channelAddress } from '../channels/address.ts'
import type { WechatSettings } from '../channels/wechat/settings.ts'
import type { WecomSettings } from '../channels/wecom/settings.ts'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import type { TestAccountPlace } from './message.ts'

export const TEST_PHONE_PATH = '/api/conversation/test-phone'

/** Of all the installation's addresses the only one that such a channel may call. */
export function testPhoneBase(localUrl: string): string {
  return `${localUrl}${TEST_PHONE_PATH}`
}

export type TestAccount = TestAccountPlace & {
  readonly hookUrl: string
  /** Given out by the simulated platform, and asked for with every call. */
  readonly accessToken: string
} & (
    | { readonly kind: 'wechat'; readonly settings: WechatSettings }
    | { readonly kind: 'wecom'; readonly settings: WecomSettings }
  )

/** Undefined where the channel has another platform. */
export async function findAccount(parts: Parts, tenantId: string, channelId: string): Promise<TestAccount | undefined> {
  const channel = await parts.channels.find({ tenantId, channelId })
  if (!channel?.enabled || !parts.localUrl) return undefined
  const { settings } = channel.connection
  if (!isTest(settings)) return undefined
  const place = { database: parts.database, tenantId, channelId }
  const hookUrl = `${parts.localUrl()}/api/conversation/hooks/${channelAddress({ tenantId, channelId })}`
  const accessToken = createHash('sha256')
    .update(`${channelId}:${String(settings['aesKey'])}`)
    .digest('base64url')
  const known = { ...place, hookUrl, accessToken }
  if (channel.kind.kind === 'wecom') return { ...known, kind: 'wecom', settings: settings as WecomSettings }
  return { ...known, kind: 'wechat', settings: settings as WechatSettings }
}

function isTest(settings: Readonly<Record<string, unknown>>): boolean {
  return typeof settings['apiBase'] === 'string' && settings['apiBase'].includes(`${TEST_PHONE_PATH}/`)
}

function baseOf({ localUrl }: Parts, { tenantId }: Context, channelId: string): string {
  if (!localUrl) throw conversationRefusals.channelNotFound()
  return `${testPhoneBase(localUrl())}/${tenantId}/${channelId}`
}

/** The test accounts; one whose platform has moved with the program is pointed to where it is now. */
export async function openAccounts(parts: Parts, context: Context) {
  const records = (await parts.channels.list(context)).filter(
    ({ kind, settings, enabled }) => (kind === 'wechat' || kind === 'wecom') && enabled && isTest(settings),
  )
  for (const { channelId, name, settings, conduct, version } of records) {
    const apiBase = baseOf(parts, context, channelId)
    if (settings['apiBase'] === apiBase) continue
    await parts.channels.update(context, channelId, { name, settings: { ...settings, apiBase }, conduct }, version)
  }
  return records.map(({ channelId, name, kind }) => ({ channelId, name, kind: kind as TestAccount['kind'] }))
}

export async function setUpAccount(
  parts: Parts,
  context: Context,
  { kind, name }: { kind: TestAccount['kind']; name: string },
): Promise<string> {
  const channelId = newId()
  const shared = { token: letters(24), aesKey: letters(43), apiBase: baseOf(parts, context, channelId) }
  const own =
    kind === 'wecom'
      ? { corpId: `ww${hex()}`, kfSecret: letters(40), openKfIds: [`wk${letters(20)}`] }
      : { appId: `wx${hex()}`, appSecret: letters(32), mode: 'safe' }
  return parts.channels.create(context, { channelId, kind, name, settings: { ...shared, ...own } })
}

const hex = (): string => randomBytes(8).toString('hex')

function letters(count: number): string {
  const drawn = randomBytes(count * 3).toString('base64')
  return drawn.replace(/[^A-Za-z0-9]/g, '').slice(0, count)
}
