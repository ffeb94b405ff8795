import { z } from 'zod'
import { defineNotification } from '#engine/notify'

export const whisperNotice = defineNotification({
  kind: 'conversation.whisper',
  params: z.object({ by: z.string(), text: z.string() }),
  mail: false,
  en: { label: 'A supervisor whispers to me', title: '{by} whispers', body: '{text}' },
  'zh-CN': { label: '主管悄悄提示我', title: '{by} 悄悄提示', body: '{text}' },
})
