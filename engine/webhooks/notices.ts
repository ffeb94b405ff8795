import { z } from 'zod'
import { defineEvent } from '#engine/events'
import { defineNotification } from '#engine/notify'

export const webhookDisabled = defineEvent(
  'engine.webhook_disabled',
  z.object({ endpointId: z.uuid(), url: z.string(), reason: z.enum(['failing', 'gone']) }),
  { aggregate: ({ endpointId }) => `webhook:${endpointId}`, topics: () => ['engine.webhooks'] },
)

/** To administrators: something outside does not hear of events any more. */
export const webhookDisabledNotice = defineNotification({
  kind: 'engine.webhook_disabled',
  params: z.object({ url: z.string() }),
  en: {
    label: 'A webhook was switched off',
    title: 'Webhook switched off: {url}',
    body: 'The address did not accept events for a day. Check the receiver, switch the webhook on again and repeat the failed deliveries.',
  },
  'zh-CN': {
    label: '网络钩子被停用',
    title: '网络钩子已停用：{url}',
    body: '该地址一整天没有接收事件。请检查接收方，重新启用后再补发失败的投递。',
  },
})
