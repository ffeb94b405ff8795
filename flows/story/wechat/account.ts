/** The demo company's Official Account, set up on the channels page as any other, with the simulator as its platform. */
import { randomBytes } from 'node:crypto'
import type { Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { storyRefusals } from '../errors.ts'
import type { Colleague } from '../stage/people.ts'

export interface WechatAccount {
  readonly channelId: string
  readonly appId: string
  readonly appSecret: string
  readonly token: string
  readonly aesKey: string
  readonly accessToken: string
}

/** Where the simulated platform answers, of all the installation's addresses the only one a channel may call. */
export function simulatorBase(localUrl: string): string {
  return `${localUrl}/api/story/wechat`
}

export function findAccount(tx: Tx): Promise<WechatAccount | undefined> {
  return tx.find(sql<WechatAccount>`
    select channel_id as "channelId", app_id as "appId", app_secret as "appSecret", token, aes_key as "aesKey",
      access_token as "accessToken"
    from flows.wechat_account`)
}

/** The account, with the channel pointing at this process; the channel's address comes with it. */
export async function openAccount(
  { database, localUrl }: { database: Database; localUrl: () => string },
  context: Context,
  administrator: Colleague,
): Promise<WechatAccount & { readonly address: string }> {
  const { items } = await administrator.settings.listChannels()
  const channel = items.find(({ kind }) => kind === 'wechat')
  if (!channel) throw storyRefusals.castMissing({ who: 'WeChat' })
  const known = await database.withTenant(context, findAccount)
  const apiBase = `${simulatorBase(localUrl())}/${context.tenantId}`
  const account = known?.channelId === channel.channelId ? known : newAccount(channel.channelId)
  const isSetUp = known === account && channel.settings['apiBase'] === apiBase && channel.conduct.bot
  if (!isSetUp) {
    const { appId, appSecret, token, aesKey } = account
    await database.withTenant(context, (tx) => keepAccount(tx, context, account))
    await administrator.settings.updateChannel({
      params: { id: channel.channelId },
      body: {
        name: channel.name,
        version: channel.version,
        settings: { appId, appSecret, token, aesKey, mode: 'safe', apiBase },
        conduct: { ...channel.conduct, bot: true },
      },
    })
  }
  return { ...account, address: channel.address }
}

function newAccount(channelId: string): WechatAccount {
  const letters = (count: number): string =>
    randomBytes(count * 3)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, count)
  return {
    channelId,
    appId: `wx${randomBytes(8).toString('hex')}`,
    appSecret: letters(32),
    token: letters(24),
    aesKey: letters(43),
    accessToken: letters(48),
  }
}

async function keepAccount(tx: Tx, { tenantId }: Context, account: WechatAccount): Promise<void> {
  await tx.run(sql`
    insert into flows.wechat_account (tenant_id, channel_id, app_id, app_secret, token, aes_key, access_token)
    values (${tenantId}, ${account.channelId}, ${account.appId}, ${account.appSecret}, ${account.token},
      ${account.aesKey}, ${account.accessToken})
    on conflict (tenant_id) do update set channel_id = excluded.channel_id, app_id = excluded.app_id,
      app_secret = excluded.app_secret, token = excluded.token, aes_key = excluded.aes_key,
      access_token = excluded.access_token`)
}
