/** A customer to whom the wait is too long: he leaves a message with his number, and goes. */
import type { Locale } from '#engine/kernel'
import { withOffer } from '../leave-message/offer.ts'
import { phrase } from '../thread/phrases.ts'
import { begin, close, end, speak, type Plot, type Story } from './story.ts'

const LEFT: Readonly<Record<Locale, (question: string, phone: string) => string>> = {
  'zh-CN': (question, phone) => `${question}。现在要去开会，请回电 ${phone}`,
  en: (question, phone) => `${question}. I have to go to a meeting, please call me back on ${phone}`,
}

const NOBODY: Readonly<Record<Locale, string>> = {
  'zh-CN': '现在咨询的人较多，预计要等 12 分钟。',
  en: 'Many people are asking just now; the wait is about 12 minutes.',
}

/** `by` is when he is called back at the latest, in his words. */
export function leave(plot: Plot, tenantId: string, by: string): Story {
  const { person, topic, conversationId } = plot
  const { locale, phone } = person
  const telling = begin(plot, tenantId)
  const say = (seconds: number, kind: 'customer' | 'system', content: Parameters<typeof speak>[3]) => {
    telling.ms += seconds * 1000
    speak(telling, plot, kind, content)
  }
  say(0, 'customer', { type: 'text', text: topic.question[locale] })
  telling.row['queued_at'] = new Date(telling.ms).toISOString()
  say(2, 'system', withOffer(locale, NOBODY[locale], conversationId))
  const choiceId = `leave-message:${conversationId}`
  say(40, 'customer', { type: 'text', text: phrase(locale, 'leave-message'), choiceId })
  telling.row['leaving_since'] = telling.messages.length
  say(1, 'system', { type: 'text', text: phrase(locale, 'leave-message-ask') })
  say(50, 'customer', { type: 'text', text: LEFT[locale](topic.question[locale], phone) })
  say(1, 'system', { type: 'text', text: phrase(locale, 'leave-message-thanks', { by }) })
  close(telling, plot, 'message')
  telling.row['survey_sent_at'] = null
  return end(telling)
}
