import { z } from 'zod'
import { defineNotification } from '#engine/notify'

const told = z.object({ by: z.string(), text: z.string() })

export const reviewedNotice = defineNotification({
  kind: 'conversation.reviewed',
  params: z.object({ by: z.string() }),
  mail: false,
  en: { label: 'A conversation of mine was reviewed', title: '{by} has reviewed your conversation', body: '' },
  'zh-CN': { label: '我的会话被质检', title: '{by} 质检了你的会话', body: '' },
})

export const disputedNotice = defineNotification({
  kind: 'conversation.review_disputed',
  params: told,
  mail: false,
  en: { label: 'A review of mine is disputed', title: '{by} disputes your review', body: '{text}' },
  'zh-CN': { label: '我的质检被申诉', title: '{by} 对你的质检提出申诉', body: '{text}' },
})

export const settledNotice = defineNotification({
  kind: 'conversation.review_settled',
  params: told,
  mail: false,
  en: { label: 'My dispute is settled', title: '{by} has settled your dispute', body: '{text}' },
  'zh-CN': { label: '我的申诉有结果', title: '{by} 处理了你的申诉', body: '{text}' },
})
