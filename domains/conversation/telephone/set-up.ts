/** A test hotline: a channel like any other, whose provider is the exchange in this very program. */
import { randomBytes } from 'node:crypto'
import type { Context } from '#engine/kernel'
import { sql } from '#engine/store'
import type { HotlineSettings } from '../channels/hotline/settings.ts'
import { channelAddress } from '../channels/address.ts'
import type { Channel } from '../channels/directory.ts'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import type { Exchange } from './exchange.ts'
import { TELEPHONE_PATH, type ProviderParts } from './provider.ts'

/** Of all the installation's addresses the only one that such a channel may call. */
export function telephoneBase(localUrl: string): string {
  return `${localUrl}${TELEPHONE_PATH}`
}

export interface TestHotline {
  readonly channelId: string
  readonly name: string
  readonly number: string
}

function isTest(settings: Readonly<Record<string, unknown>>): boolean {
  return typeof settings['apiBase'] === 'string' && settings['apiBase'].includes(`${TELEPHONE_PATH}/`)
}

/** The test hotlines; one whose exchange has moved with the program is pointed to where it is now. */
export async function openHotlines(parts: Parts, context: Context): Promise<TestHotline[]> {
  const apiBase = baseOf(parts, context)
  const records = (await parts.channels.list(context)).filter(
    ({ kind, settings, enabled }) => kind === 'hotline' && enabled && isTest(settings),
  )
  for (const { channelId, name, settings, conduct, version } of records) {
    if (settings['apiBase'] === apiBase) continue
    await parts.channels.update(context, channelId, { name, settings: { ...settings, apiBase }, conduct }, version)
  }
  return records.map(({ channelId, name, settings }) => ({ channelId, name, number: String(settings['number']) }))
}

function baseOf({ localUrl }: Parts, { tenantId }: Context): string {
  if (!localUrl) throw conversationRefusals.channelNotFound()
  return `${telephoneBase(localUrl())}/${tenantId}`
}

const MENU = [
  { digit: '1', zh: '设备故障', en: 'device faults', queueId: null },
  { digit: '2', zh: '账号密码', en: 'accounts and passwords', queueId: null },
]

export async function setUpHotline(
  parts: Parts,
  context: Context,
  { name, language }: { name: string; language: 'zh-CN' | 'en' },
): Promise<string> {
  const settings = {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
    number: `+864000${String(randomBytes(3).readUIntBE(0, 3) % 1_000_000).padStart(6, '0')}`,
    language,
    menu: MENU,
    apiBase: baseOf(parts, context),
  }
  return parts.channels.create(context, { kind: 'hotline', name, settings })
}

export function exchangeOf(parts: Parts, tenantId: string): Exchange {
  const find = (channelId: string): Promise<Channel | undefined> => parts.channels.find({ tenantId, channelId })
  return {
    database: parts.database,
    tenantId,
    settingsOf: async (channelId) => {
      const channel = await find(channelId)
      const isOurs = channel?.kind.kind === 'hotline' && isTest(channel.connection.settings)
      return isOurs ? (channel.connection.settings as HotlineSettings) : undefined
    },
    hookUrl: (channelId) =>
      `${parts.localUrl?.() ?? ''}/api/conversation/hooks/${channelAddress({ tenantId, channelId })}`,
  }
}

export function providerParts(parts: Parts): ProviderParts {
  return {
    exchangeOf: (tenantId) => exchangeOf(parts, tenantId),
    accountOf: async (tenantId, accountSid) => {
      const channelId = await findAccount(parts, tenantId, accountSid)
      const settings = channelId && (await exchangeOf(parts, tenantId).settingsOf(channelId))
      return channelId && settings ? { channelId, settings } : undefined
    },
  }
}

async function findAccount({ database }: Parts, tenantId: string, accountSid: string): Promise<string | undefined> {
  const row = await database.withTenant({ tenantId }, (tx) =>
    tx.find(sql<{ channelId: string }>`
      select channel_id as "channelId" from conversation.channel
      where tenant_id = ${tenantId} and kind = 'hotline' and enabled and settings ->> 'accountSid' = ${accountSid}`),
  )
  return row?.channelId
}
