import type { AccessTokens } from '../access-token.ts'
import type { Connection } from '../channel.ts'
import { askJson, TencentError, type TencentApi } from '../tencent/api.ts'
import type { WecomSettings } from './settings.ts'

export type WecomConnection = Connection<WecomSettings>

/** WeCom answers the same token again until it runs out; nothing is forced. */
export function tokensOf({ settings, tokens, allowPrivate }: WecomConnection): AccessTokens {
  return tokens.refreshBy(async () => {
    const query = new URLSearchParams({ corpid: settings.corpId, corpsecret: settings.kfSecret })
    const answer = await askJson(`${settings.apiBase}/cgi-bin/gettoken?${query.toString()}`, allowPrivate)
    if (typeof answer['access_token'] !== 'string') throw new TencentError(answer)
    return { token: answer['access_token'], expiresInSeconds: Number(answer['expires_in'] ?? 7200) }
  })
}

export function apiOf(connection: WecomConnection): TencentApi {
  const { settings, allowPrivate } = connection
  return { base: settings.apiBase, tokens: tokensOf(connection), allowPrivate }
}

/** A customer of two accounts is two contacts: what is written to one is not answered by the other. */
export function contactId(openKfId: string, externalUserId: string): string {
  return `${openKfId}:${externalUserId}`
}

export function partsOfContact(externalId: string): { open_kfid: string; external_userid: string } {
  const [open_kfid = '', external_userid = ''] = externalId.split(':')
  return { open_kfid, external_userid }
}
