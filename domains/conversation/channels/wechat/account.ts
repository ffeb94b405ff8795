/** An Official Account that is set up, not written through: its menu, its codes. */
import { Refusal, type Context } from '#engine/kernel'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import type { Connection } from '../channel.ts'
import { TencentError, type TencentApi } from '../tencent/api.ts'
import { apiOf } from './api.ts'
import type { WechatSettings } from './settings.ts'

export interface Account {
  readonly channelId: string
  readonly settings: WechatSettings
  readonly api: TencentApi
}

/** Refused: channel-not-found, wrong-channel-kind. */
export async function accountOf(parts: Parts, { tenantId }: Context, channelId: string): Promise<Account> {
  const channel = await parts.channels.find({ tenantId, channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  if (channel.kind.kind !== 'wechat') throw conversationRefusals.wrongChannelKind({ kind: channel.kind.kind })
  const connection = channel.connection as unknown as Connection<WechatSettings>
  return { channelId, settings: connection.settings, api: apiOf(connection) }
}

/** Refused with what the platform said, or why it cannot be asked: platform-refused. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof TencentError || error instanceof Refusal) {
      throw conversationRefusals.platformRefused({ detail: error.message })
    }
    throw error
  }
}
