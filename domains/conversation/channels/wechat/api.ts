import type { AccessTokens } from '../access-token.ts'
import type { Connection } from '../channel.ts'
import { askJson, TencentError, type TencentApi } from '../tencent/api.ts'
import type { WechatSettings } from './settings.ts'

type WechatConnection = Connection<WechatSettings>

/** The stable token: asking again answers the same one, unless a new one is forced. */
export function tokensOf({ settings, tokens, allowPrivate }: WechatConnection): AccessTokens {
  return tokens.refreshBy(async (force) => {
    const answer = await askJson(`${settings.apiBase}/cgi-bin/stable_token`, allowPrivate, {
      grant_type: 'client_credential',
      appid: settings.appId,
      secret: settings.appSecret,
      force_refresh: force,
    })
    if (typeof answer['access_token'] !== 'string') throw new TencentError(answer)
    return { token: answer['access_token'], expiresInSeconds: Number(answer['expires_in'] ?? 7200) }
  })
}

export function apiOf(connection: WechatConnection): TencentApi {
  const { settings, allowPrivate } = connection
  return { base: settings.apiBase, tokens: tokensOf(connection), allowPrivate }
}
