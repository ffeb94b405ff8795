import { z } from 'zod'
import { defineNotification } from '#engine/notify'

const params = z.object({ text: z.string() })

export const customerWroteNotice = defineNotification({
  kind: 'conversation.customer_wrote_first',
  params,
  mail: false,
  en: {
    label: 'A customer writes before my scheduled message is sent',
    title: 'The customer wrote before your scheduled message',
    body: '{text}',
  },
  'zh-CN': { label: '客户在我的定时消息发出前来信', title: '定时消息还没发，客户先说话了', body: '{text}' },
})

export const notSentNotice = defineNotification({
  kind: 'conversation.scheduled_not_sent',
  params,
  en: {
    label: 'A scheduled message of mine could not be sent',
    title: 'Your scheduled message was not sent',
    body: '{text}',
  },
  'zh-CN': { label: '我的定时消息没能发出', title: '定时消息没有发出', body: '{text}' },
})
