/** What the demo company's agents say and do often, in both languages. */
import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { saveCannedReply } from '../inbox/canned-reply.ts'
import { createMacro, type MacroDraft } from '../macros/macro.ts'

type Wording = readonly [shortcut: string, title: string, text: string]

const REPLIES: Readonly<Record<'zh-CN' | 'en', readonly Wording[]>> = {
  'zh-CN': [
    ['问候', '问候', '您好，我是云启服务台的工程师，正在看您的问题。'],
    ['稍等', '请稍等', '我查一下，两分钟内回复您。'],
    ['序列号', '请提供序列号', '麻烦把设备背面标签上的序列号拍给我，或直接发文字。'],
    ['上门', '约上门', '这个需要工程师上门。您今天哪个时段在工位？'],
    ['重启', '先重启试试', '请先保存文件，再重启一次电脑，重启后告诉我结果。'],
    ['结束', '结束语', '问题已经处理好。之后有需要，随时在这里找我们。'],
  ],
  en: [
    ['hello', 'Greeting', 'Hello, I am an engineer of the Yunqi service desk and look at your question now.'],
    ['wait', 'One moment', 'I look it up and answer within two minutes.'],
    ['serial', 'Serial number', 'Which serial number is on the label below the device? A photo is fine.'],
    ['visit', 'Arrange a visit', 'An engineer has to come for this. When are you at your desk today?'],
    ['restart', 'Restart first', 'Save your files, restart the computer once and tell me what happens.'],
    ['bye', 'Closing', 'This is solved. We are here whenever you need us again.'],
  ],
}

const MACROS: readonly Omit<MacroDraft, 'own'>[] = [
  {
    shortcut: '解决',
    title: '已解决，请评价',
    steps: [
      { kind: 'reply', text: '{customer}，问题已经处理好了。{agent}在云启服务台，随时找我们。' },
      { kind: 'tag', tags: ['已解决'] },
      { kind: 'close', reason: 'resolved', survey: true },
    ],
  },
  {
    shortcut: 'urgent',
    title: 'Work has stopped',
    steps: [
      { kind: 'priority', priority: 2 },
      { kind: 'tag', tags: ['work-stopped'] },
      { kind: 'reply', text: 'Your work has stopped, so this goes first. I stay with it until you can work again.' },
      { kind: 'note', text: 'Work has stopped: check for a spare device on site.' },
    ],
  },
]

export async function seedCannedReplies(tx: Tx, context: Context): Promise<void> {
  for (const [locale, replies] of Object.entries(REPLIES)) {
    for (const [shortcut, title, text] of replies) {
      await saveCannedReply(tx, context, { shortcut, title, text, locale, own: false })
    }
  }
  for (const macro of MACROS) await createMacro(tx, context, { ...macro, own: false })
}
