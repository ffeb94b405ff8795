import { z } from 'zod'
import { defineNotification } from '#engine/notify'

/** What watchers of an incident hear. `state` and `promise` are words in the reader's language. */
const words = { number: z.string(), subject: z.string() }

export const watchedMoved = defineNotification({
  kind: 'desk.watched_moved',
  params: z.object({ ...words, by: z.string(), state: z.string() }),
  mail: false,
  en: { label: 'An incident that I watch moves on', title: '{number} is now “{state}”', body: '{subject} · {by}' },
  'zh-CN': { label: '我关注的事件有进展', title: '{number} 现为“{state}”', body: '{subject} · {by}' },
})

export const watchedCommented = defineNotification({
  kind: 'desk.watched_commented',
  params: z.object({ number: z.string(), by: z.string(), text: z.string() }),
  mail: false,
  en: { label: 'Somebody writes in an incident that I watch', title: '{by} writes in {number}', body: '{text}' },
  'zh-CN': { label: '有人在我关注的事件里留言', title: '{by} 在 {number} 里写道', body: '{text}' },
})

export const watchedBreached = defineNotification({
  kind: 'desk.watched_breached',
  params: z.object({ ...words, promise: z.string() }),
  en: { label: 'An incident that I watch misses its promise', title: '{number} is late: {promise}', body: '{subject}' },
  'zh-CN': { label: '我关注的事件超时', title: '{number} 已超时：{promise}', body: '{subject}' },
})
