import { MessageCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { Avatar, Chip, ContextList, EmptyState, Pane, RelativeTime, SlaClock } from '#kit/ui'

interface Thread {
  readonly id: string
  readonly who: string
  readonly customer: string
  readonly words: string
  readonly clock: ReactNode
  readonly at: string
}

const at = (time: string) => `2026-11-20T${time}:00+08:00`
const HOUR = 3600

export function InboxPart() {
  const t = useText('gallery')
  const [selected, select] = useUrlValue('thread', '1')
  const threads = useThreads()
  return (
    <>
      <Pane kind="list" name="gallery.inbox" bar={<h2>{t('conversations')}</h2>}>
        <ContextList
          label={t('conversations')}
          groups={[
            { key: 'mine', title: t('waitingForMe'), note: t('byDeadline'), items: threads.slice(0, 3) },
            { key: 'theirs', title: t('waitingForCustomer'), items: threads.slice(3) },
          ]}
          rowKey={({ id }) => id}
          selected={selected}
          onOpen={({ id }) => select(id)}
          render={({ who, customer, words, clock, at: when }) => ({
            mark: <Avatar name={who} size={32} />,
            title: who,
            aside: customer,
            detail: words,
            end: clock,
            meta: <RelativeTime at={when} />,
          })}
        />
      </Pane>
      <Pane
        bar={
          <Chip tone="ok" shape="done">
            {t('online')}
          </Chip>
        }
      >
        <EmptyState icon={MessageCircle} title={t('chooseThread')} hint={t('chooseThreadHint')} />
      </Pane>
    </>
  )
}

function useThreads(): Thread[] {
  const t = useText('gallery')
  return [
    {
      id: '1',
      who: t('liWen'),
      customer: t('hengtai'),
      words: t('say1'),
      at: at('10:24'),
      clock: <SlaClock form="compact" dueAt={at('11:23')} targetSeconds={6 * HOUR} />,
    },
    {
      id: '2',
      who: t('wangLei'),
      customer: t('hengtai'),
      words: t('say2'),
      at: at('10:22'),
      clock: <SlaClock form="compact" dueAt={at('13:01')} targetSeconds={4 * HOUR} />,
    },
    {
      id: '3',
      who: t('chenYifan'),
      customer: t('nanling'),
      words: t('say3'),
      at: at('10:19'),
      clock: <SlaClock form="compact" dueAt={at('09:56')} targetSeconds={HOUR} />,
    },
    {
      id: '4',
      who: t('zhaoMin'),
      customer: t('haiyue'),
      words: t('say4'),
      at: at('09:58'),
      clock: <SlaClock form="compact" dueAt={at('12:00')} targetSeconds={HOUR} pausedAt={at('09:58')} />,
    },
  ]
}
