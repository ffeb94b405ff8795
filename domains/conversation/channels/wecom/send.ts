/** Messages to customers. Each carries our own id, so that one that may have arrived can be sent again. */
import { Refusal } from '#engine/kernel'
import type { FailureReason, Outbound, SendOutcome } from '../channel.ts'
import { callApi, TencentError } from '../tencent/api.ts'
import { apiOf, partsOfContact, type WecomConnection } from './api.ts'
import { payloadOf } from './payload.ts'

export async function sendMessage(outbound: Outbound, connection: WecomConnection): Promise<SendOutcome> {
  try {
    const payload = await payloadOf(outbound, apiOf(connection))
    if (payload === 'too_large' || payload === 'not_supported') {
      return { outcome: 'failed', reason: payload, detail: outbound.content.type }
    }
    const { open_kfid, external_userid } = partsOfContact(outbound.externalId)
    const message = { touser: external_userid, open_kfid, msgid: outbound.messageId, ...payload }
    await callApi(apiOf(connection), '/cgi-bin/kf/send_msg', message)
    return { outcome: 'sent', platformId: outbound.messageId }
  } catch (error) {
    if (error instanceof TencentError) return outcomeOf(error, outbound)
    if (error instanceof Refusal) return { outcome: 'later', reason: error.code }
    throw error
  }
}

/** https://developer.work.weixin.qq.com/document/path/90455 */
const FAILURES: Readonly<Record<number, FailureReason>> = {
  95001: 'quota_used',
  95002: 'window_closed',
  95013: 'window_closed',
  40096: 'unreachable',
  95000: 'credentials',
  95004: 'credentials',
  95012: 'credentials',
  95017: 'credentials',
  40001: 'credentials',
  40013: 'credentials',
  48002: 'credentials',
  60020: 'credentials',
  40004: 'not_supported',
  40006: 'too_large',
  40009: 'too_large',
  40011: 'too_large',
}
/** The platform is busy, or we ask too often. */
const PASSING = new Set([-1, 45009, 45033])
/** Our ids are well-formed: what is wrong with one can only be that it is known. An attempt before this one did arrive. */
const KNOWN_MESSAGE = /msg_?id/i

function outcomeOf(error: TencentError, { messageId }: Outbound): SendOutcome {
  if (KNOWN_MESSAGE.test(error.message)) return { outcome: 'sent', platformId: messageId }
  if (PASSING.has(error.code)) return { outcome: 'later', reason: error.message }
  return { outcome: 'failed', reason: FAILURES[error.code] ?? 'refused', detail: error.message }
}
