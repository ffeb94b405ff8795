import type { TFunction } from 'i18next'
import { useFormats, useText, type Formats } from '#kit/i18n'
import { TimeStamp } from '#kit/ui'
import type { Message } from '../api.ts'
import { callSentence } from '../call/call-words.ts'

/** What happened to the conversation, in one quiet line. */
export function SystemLine({
  message,
  nameOfAgent,
}: {
  message: Message
  nameOfAgent: (id: string) => string | undefined
}) {
  const t = useText('conversation')
  const formats = useFormats()
  return (
    <div className="system-line s t3">
      <span>{sentenceOf(t, formats, message, nameOfAgent)}</span>
      <TimeStamp at={message.sentAt} />
    </div>
  )
}

const KNOWN = new Set(['assigned', 'transferred', 'handed_over', 'closed', 'rated', 'recalled', 'reopened'])

function sentenceOf(
  t: TFunction,
  formats: Formats,
  { content, author }: Message,
  nameOfAgent: (id: string) => string | undefined,
): string {
  if (content.type !== 'event') return ''
  const { event, details } = content
  const ofCall = callSentence(t, formats, event, details, nameOfAgent)
  if (ofCall !== undefined) return ofCall
  const by = author.name ?? t('author.system')
  const named = (key: string) => (typeof details[key] === 'string' ? nameOfAgent(details[key]) : undefined)
  const plain = (key: string) => (typeof details[key] === 'string' ? details[key] : '')
  if (event === 'assigned') return t('event.assigned', { name: plain('name') || (named('agentId') ?? by) })
  if (event === 'transferred') {
    const to = named('agentId')
    const sentence = to ? t('event.transferredTo', { by, to }) : t('event.transferred', { by })
    return plain('note') === '' ? sentence : `${sentence} · ${plain('note')}`
  }
  if (event === 'invited') return t('event.invited', { by, names: [details['names']].flat().join(t('handOver.and')) })
  if (event === 'joined' || event === 'left') return t(`quality:event.${event}`, { name: plain('name') || by })
  if (event === 'overflowed') return t('quality:event.overflowed', { from: plain('from'), to: plain('to') })
  if (event === 'word_found') return t('quality:event.word_found', { words: [details['words']].flat().join(' · ') })
  if (event === 'scanned_code' && plain('code') !== '') return t('event.scanned', { code: plain('code') })
  if (event === 'closed') return t('event.closed', { reason: t(`closeReason.${plain('reason')}`, plain('reason')) })
  if (event === 'rated') {
    const sentence = t('event.rated', { rating: Number(details['rating']) })
    return plain('reason') === '' ? sentence : `${sentence} · ${plain('reason')}`
  }
  return KNOWN.has(event) ? t(`event.${event}`, { by }) : t('event.other', { event })
}
