import { z } from 'zod'
import { defineNotification } from '#engine/notify'

export const invitedNotice = defineNotification({
  kind: 'conversation.invited',
  params: z.object({ by: z.string() }),
  mail: false,
  en: { label: 'I am asked into a conversation', title: '{by} asks you into a conversation', body: '' },
  'zh-CN': { label: '有人请我加入会话', title: '{by} 请你加入一个会话', body: '' },
})

export const mentionedNotice = defineNotification({
  kind: 'conversation.mentioned',
  params: z.object({ by: z.string(), text: z.string() }),
  mail: false,
  en: { label: 'Somebody mentions me in a note', title: '{by} mentions you', body: '{text}' },
  'zh-CN': { label: '有人在备注里提到我', title: '{by} 提到你', body: '{text}' },
})

export const sideMessageNotice = defineNotification({
  kind: 'conversation.side_message',
  params: z.object({ by: z.string(), subject: z.string() }),
  mail: false,
  en: { label: 'Somebody writes to me in a side conversation', title: '{by}: {subject}', body: '' },
  'zh-CN': { label: '协同会话里有人对我说话', title: '{by}：{subject}', body: '' },
})
