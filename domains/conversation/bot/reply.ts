import type { Channel } from '../channels/directory.ts'
import type { Citation, MessageContent } from '../thread/content.ts'
import { phrase } from '../thread/phrases.ts'
import type { Candidate } from './knowledge-port.ts'

/** Choices that are understood wherever they come from. */
export const CONFIRM = 'solved'
export const PERSON = 'person'

/** Longer answers are sent as text: platforms cut the head of a menu. */
const MENU_TEXT_MAX = 600

/**
 * The answer, what it rests on, and the question whether it helped, as one message: on channels that count our messages
 * three bubbles would use up the right to answer.
 */
export function answerContent({ kind }: Channel, locale: string, candidate: Candidate): MessageContent {
  const { sends, textBytesMax } = kind.capabilities
  const text = fit(candidate.answer, textBytesMax - 400)
  const citations = [citationOf(candidate)]
  if (!sends.includes('menu') || text.length > MENU_TEXT_MAX) {
    return { type: 'text', text: `${text}\n\n${phrase(locale, 'ask-person')}`, citations }
  }
  const choices = [
    { id: CONFIRM, label: phrase(locale, 'solved') },
    { id: PERSON, label: phrase(locale, 'person') },
  ]
  return { type: 'menu', text, choices, citations }
}

export function choicesContent(locale: string, candidates: readonly Candidate[]): MessageContent {
  const choices = candidates.map(({ articleId, title }) => ({ id: `article:${articleId}`, label: title.slice(0, 120) }))
  const none = { id: PERSON, label: phrase(locale, 'none-of-these') }
  return { type: 'menu', text: phrase(locale, 'did-you-mean'), choices: [...choices, none] }
}

function citationOf({ articleId, title, updatedAt }: Candidate): Citation {
  return { articleId, title, ...(updatedAt === undefined ? {} : { updatedAt }) }
}

/** Cuts at a character, never inside one. */
function fit(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) return text
  const head = Buffer.from(text).subarray(0, bytesMax - 3)
  return `${new TextDecoder('utf-8', { fatal: false }).decode(head, { stream: true })}…`
}

export function languageOf(text: string): 'en' | 'zh-CN' {
  return /\p{Script=Han}/u.test(text) || !/[a-z]/i.test(text) ? 'zh-CN' : 'en'
}
