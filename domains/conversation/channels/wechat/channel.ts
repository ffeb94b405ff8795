/** A WeChat Official Account (公众号): callbacks in three modes, replies by the customer-service API. */
import { Refusal } from '#engine/kernel'
import { defineChannel } from '../channel.ts'
import { callApi, findMedia, TencentError } from '../tencent/api.ts'
import { apiOf, tokensOf } from './api.ts'
import { readCallback, reread } from './read.ts'
import { sendMessage, sendText } from './send.ts'
import { wechatSettings, type WechatSettings } from './settings.ts'

export const wechatChannel = defineChannel<WechatSettings>({
  kind: 'wechat',
  settings: wechatSettings,
  secrets: ['appSecret', 'token', 'aesKey'],
  capabilities: {
    sends: ['text', 'image', 'voice', 'video', 'location', 'link', 'card', 'menu', 'mini_program'],
    textBytesMax: 2048,
    showsQueue: false,
    idempotentSend: false,
    recallMinutes: 0,
  },
  read: readCallback,
  reread,
  send: sendMessage,
  greet: async ({ externalId, text }, connection) => {
    const { outcome } = await sendText(externalId, text, connection)
    if (outcome === 'later') throw new Error('The platform takes no greeting at the moment.')
  },
  fetchMedia: ({ mediaId = '', name }, connection) => findMedia(apiOf(connection), mediaId, name),
  showTyping: async (touser, connection) => {
    await callApi(apiOf(connection), '/cgi-bin/message/custom/typing', { touser, command: 'Typing' })
  },
  check: async (connection) => {
    try {
      await tokensOf(connection).current()
      return { outcome: 'connected', detail: connection.settings.appId }
    } catch (error) {
      if (error instanceof TencentError || error instanceof Refusal) return { outcome: 'failed', detail: error.message }
      throw error
    }
  },
})
