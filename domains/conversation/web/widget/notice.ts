import type { ChatState } from '../client/chat.ts'
import { say } from './words.ts'

export type Notice = 'off' | 'on' | 'impossible'

/** Whether the browser may tell the visitor that it is his turn. */
export function noticeNow(): Notice {
  if (!('Notification' in globalThis) || Notification.permission === 'denied') return 'impossible'
  return Notification.permission === 'granted' ? 'on' : 'off'
}

/** Says that somebody is here now, when nobody looks at the page. */
export function tellTurn({ session, conversation }: ChatState): void {
  if (!document.hidden || noticeNow() !== 'on') return
  const body = conversation?.agentName ? say('joined', { name: conversation.agentName }) : ''
  // Some phones know notifications only of installed pages, and throw.
  try {
    new Notification(`${session?.title ?? ''} · ${say('yourTurn')}`, { body })
  } catch {
    document.title = say('yourTurn')
  }
}
