import type { TFunction } from 'i18next'
import { epochMs, useText, type Formats } from '#kit/i18n'
import { Avatar, Chip, RelativeTime, SlaClock, type ContextRow } from '#kit/ui'
import type { InboxItem, QueueNow } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { nameOf } from '../words.ts'

/** A conversation with an agent: the customer, his last words, until when he should have an answer. */
export function ownRow(t: TFunction, item: InboxItem): ContextRow {
  const { unread, awaitingSince, replyDueAt, lastMessageAt } = item
  return {
    ...wordsOf(t, item),
    mark: <ContactMark item={item} />,
    end:
      awaitingSince && replyDueAt ? <SlaClock form="compact" dueAt={replyDueAt} /> : <StandingChip t={t} item={item} />,
    meta: (
      <>
        {unread > 0 && (
          <b className="unread-count" title={t('inbox.unread', { count: unread })}>
            {unread}
          </b>
        )}{' '}
        <RelativeTime at={lastMessageAt} />
      </>
    ),
  }
}

/** The same where others serve: beside the customer stands who does. */
export function servedRow(t: TFunction, item: InboxItem): ContextRow {
  const row = ownRow(t, item)
  return item.agentName ? { ...row, aside: item.agentName } : row
}

function StandingChip({ t, item: { status } }: { t: TFunction; item: InboxItem }) {
  if (status === 'active') return <Chip shape="hold">{t('inbox.paused')}</Chip>
  return <Chip>{t(`status.${status}`)}</Chip>
}

/** Somebody who waits: his place, and how long it will probably take from now. */
export function waitingRow(
  t: TFunction,
  item: InboxItem,
  {
    position,
    queues,
    nowMs,
    formats,
  }: { position: number; queues: readonly QueueNow[]; nowMs: number; formats: Formats },
): ContextRow {
  const waited = Math.max(0, Math.round((nowMs - (epochMs(item.enteredAt) ?? nowMs)) / 1000))
  const expected = queues.find(({ queueId }) => queueId === item.queueId)?.expectedSeconds ?? null
  return {
    ...wordsOf(t, item),
    mark: <span className="place n">{position}</span>,
    end:
      expected === null ? undefined : (
        <span className="n nb">{expected > waited ? formats.duration(expected - waited) : t('queue.soon')}</span>
      ),
    meta: <span className="nb">{t('queue.waited', { time: formats.duration(waited) })}</span>,
  }
}

function wordsOf(t: TFunction, item: InboxItem): Pick<ContextRow, 'title' | 'aside' | 'detail'> {
  const { organisationName, channelName, lastText, lastAuthor } = item
  return {
    title: nameOf(t, item),
    aside: organisationName ?? channelName,
    detail: lastText || t(lastAuthor === null ? 'inbox.noWords' : 'inbox.file'),
  }
}

export function ContactMark({ item }: { item: InboxItem }) {
  const t = useText('conversation')
  return (
    <span className="contact-mark">
      <Avatar name={nameOf(t, item)} size={32} />
      <i title={item.channelName}>
        <ChannelIcon kind={item.channelKind} size={11} />
      </i>
    </span>
  )
}
