/** WeCom customer service (微信客服): callbacks that only ring, messages that are asked for, replies with our own ids. */
import { Refusal } from '#engine/kernel'
import { defineChannel, type CheckOutcome } from '../channel.ts'
import { callApi, findMedia, TencentError } from '../tencent/api.ts'
import { apiOf, partsOfContact, type WecomConnection } from './api.ts'
import { readCallback } from './read.ts'
import { sendMessage } from './send.ts'
import { tellStage } from './session.ts'
import { wecomSettings, type WecomSettings } from './settings.ts'
import { readAccount, reread } from './sync.ts'
import { list, text } from './wire.ts'

export const wecomChannel = defineChannel<WecomSettings>({
  kind: 'wecom',
  settings: wecomSettings,
  secrets: ['kfSecret', 'token', 'aesKey'],
  capabilities: {
    sends: ['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'card', 'menu', 'sticker', 'mini_program'],
    textBytesMax: 2048,
    showsQueue: false,
    idempotentSend: true,
    recallMinutes: 2,
  },
  read: readCallback,
  reread,
  feed: { names: ({ openKfIds }) => openKfIds, read: readAccount },
  send: sendMessage,
  greet: async ({ code, text: content }, connection) => {
    await toldByCode(
      callApi(apiOf(connection), '/cgi-bin/kf/send_msg_on_event', { code, msgtype: 'text', text: { content } }),
    )
  },
  recall: async ({ externalId, messageId }, connection) => {
    const { open_kfid } = partsOfContact(externalId)
    return toldByCode(callApi(apiOf(connection), '/cgi-bin/kf/recall_msg', { msgid: messageId, open_kfid }))
  },
  tellStage,
  fetchMedia: ({ mediaId = '', name }, connection) => findMedia(apiOf(connection), mediaId, name),
  check,
})

/** False when the platform said no. */
function toldByCode(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    (error: unknown) => {
      if (error instanceof TencentError) return false
      throw error
    },
  )
}

/** Whether the secret is good, and whether it sees all the accounts that are named. */
async function check(connection: WecomConnection): Promise<CheckOutcome> {
  try {
    const accounts = list(await callApi(apiOf(connection), '/cgi-bin/kf/account/list', {}), 'account_list')
    const nameOf = new Map(accounts.map((account) => [text(account, 'open_kfid'), text(account, 'name')]))
    const missing = connection.settings.openKfIds.filter((id) => !nameOf.has(id))
    if (missing.length > 0) return { outcome: 'failed', detail: missing.join(', ') }
    return { outcome: 'connected', detail: connection.settings.openKfIds.map((id) => nameOf.get(id)).join(', ') }
  } catch (error) {
    if (error instanceof TencentError || error instanceof Refusal) return { outcome: 'failed', detail: error.message }
    throw error
  }
}
