import type { TFunction } from 'i18next'
import type { StatusShape, Tone } from '#kit/ui'
import type { AgentContent, Content, InboxItem } from './api.ts'

export const PRESENCES = ['online', 'away', 'offline'] as const
export type PresenceName = (typeof PRESENCES)[number]

export const presenceLooks: Readonly<Record<PresenceName, { readonly shape: StatusShape; readonly tone: Tone }>> = {
  online: { shape: 'done', tone: 'ok' },
  away: { shape: 'hold', tone: 'warn' },
  offline: { shape: 'open', tone: 'neutral' },
}

const TAIL = 4

/** A visitor who has not told his name is told apart by the end of his id. */
export function nameOf(t: TFunction, { contactName, contactId }: Pick<InboxItem, 'contactName' | 'contactId'>): string {
  return contactName ?? t('customer.visitor', { id: contactId.slice(-TAIL).toUpperCase() })
}

/** What a message says in one line: for lists, quotes and screen readers. */
export function gist(t: TFunction, content: Content | AgentContent): string {
  switch (content.type) {
    case 'text':
    case 'note':
    case 'menu':
      return content.text
    case 'link':
    case 'card':
    case 'mini_program':
      return content.title
    case 'location':
      return content.label
    case 'voice':
      return content.transcript ?? t('content.voice')
    case 'file':
      return content.name
    case 'image':
    case 'video':
    case 'sticker':
      return t(`content.${content.type}`)
    case 'event':
      return ''
  }
}
