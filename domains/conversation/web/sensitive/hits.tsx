import { useGo, useLive, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, DataTable, EmptyState, RelativeTime, type Column } from '#kit/ui'
import { conversationApi, type WordHit } from '../api.ts'
import { nameOf } from '../words.ts'
import { LEVEL_LOOKS } from './levels.ts'

/** Where sensitive words were said, the latest first; new ones come by themselves. */
export function Hits() {
  const t = useText('quality')
  const words = useText('conversation')
  const go = useGo()
  const rows = useRows(conversationApi.pages('listWordHits', { query: {} }))
  useLive(['conversation.supervision'], { refetch: [conversationApi.key('listWordHits')] })
  const columns: Column<WordHit>[] = [
    {
      key: 'level',
      title: t('column.level'),
      role: 'mark',
      render: ({ level }) => <Chip {...LEVEL_LOOKS[level]}>{t(`level.${level}`)}</Chip>,
    },
    { key: 'word', title: t('column.word'), role: 'id', render: ({ word }) => word },
    { key: 'text', title: t('column.text'), role: 'subject', render: ({ text }) => text },
    {
      key: 'who',
      title: t('column.saidBy'),
      render: (hit) => (hit.side === 'agent' ? (hit.agentName ?? t('nobody')) : nameOf(words, hit)),
    },
    { key: 'at', title: t('column.at'), role: 'end', render: ({ foundAt }) => <RelativeTime at={foundAt} /> },
  ]
  return (
    <DataTable
      name="conversation.wordHits"
      arrangeable={false}
      label={t('words.hits')}
      rows={rows}
      columns={columns}
      rowKey={({ conversationId, seq, word }) => `${conversationId} ${seq} ${word}`}
      onOpen={({ conversationId }) => go(`/conversation/${conversationId}`)}
      hrefOf={({ conversationId }) => `/conversation/${conversationId}`}
      empty={<EmptyState title={t('words.noHit')} />}
    />
  )
}
