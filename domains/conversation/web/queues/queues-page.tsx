import { Button } from 'antd'
import { ListOrdered, Plus } from 'lucide-react'
import { rowsOfQuery, useQuery, useUrlState } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ContextList, EmptyState, PageTitle, Pane, Panes } from '#kit/ui'
import { conversationApi, type Queue } from '../api.ts'
import { QueueForm } from './queue-form.tsx'

const NEW = 'new'

/** The queues: who serves them, how long an agent is asked, and where a long wait goes on. */
export function QueuesPage() {
  const t = useText('quality')
  const { duration } = useFormats()
  const [search, patch] = useUrlState()
  const chosen = typeof search['one'] === 'string' ? search['one'] : undefined
  const open = (one: string | undefined) => patch({ one }, { push: true })
  const query = useQuery(conversationApi.query('listQueues'))
  const queues = query.data?.items ?? []
  const queue = queues.find(({ queueId }) => queueId === chosen)
  const nameOf = (id: string) => queues.find(({ queueId }) => queueId === id)?.name ?? ''
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <Button type="primary" icon={<Plus aria-hidden size={16} strokeWidth={1.75} />} onClick={() => open(NEW)}>
        {t('queue.new')}
      </Button>
    </>
  )
  return (
    <Panes show={chosen ? 'main' : 'list'}>
      <Pane kind="list" name="conversation.queues" bar={bar} label={t('queue.title')}>
        <ContextList<Queue>
          label={t('queue.title')}
          rows={rowsOfQuery(query, ({ items }) => items)}
          rowKey={({ queueId }) => queueId}
          selected={chosen}
          onOpen={({ queueId }) => open(queueId)}
          render={({ name, skills, overflow }) => ({
            title: name,
            detail: skills.join(' · ') || t('queue.anySkill'),
            meta: overflow
              ? t('queue.flows', { time: duration(overflow.seconds), name: nameOf(overflow.queueId) })
              : null,
          })}
          empty={<EmptyState icon={ListOrdered} title={t('queue.empty')} />}
        />
      </Pane>
      <Pane padded onBack={() => open(undefined)} bar={<h2>{queue?.name ?? t('queue.new')}</h2>}>
        {queue || chosen === NEW ? (
          <QueueForm
            key={queue ? `${queue.queueId} ${queue.version}` : NEW}
            queue={queue}
            queues={queues}
            onSaved={open}
          />
        ) : (
          <EmptyState icon={ListOrdered} title={t('queue.choose')} />
        )}
      </Pane>
    </Panes>
  )
}
