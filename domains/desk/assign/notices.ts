import { z } from 'zod'
import { defineNotification } from '#engine/notify'

export const assignedNotice = defineNotification({
  kind: 'desk.incident_assigned',
  params: z.object({ number: z.string(), subject: z.string(), by: z.string() }),
  mail: false,
  en: { label: 'An incident is given to me', title: '{number} is yours', body: '{subject} · {by}' },
  'zh-CN': { label: '事件指派给我', title: '{number} 由你处理', body: '{subject} · {by}' },
})
