import { CircleDot, FileText, ListChecks, MessageSquare } from 'lucide-react'
import { useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListEnd, ListSkeleton, Timeline, type TimelineEntry } from '#kit/ui'
import { deliveryApi } from '../api.ts'

const ICONS = { state: CircleDot, task: ListChecks, system: FileText } as const

/** What happened to the project, newest first. */
export function History({ projectId }: { projectId: string }) {
  const t = useText('delivery')
  const rows = useRows(deliveryApi.pages('readProjectTimeline', { params: { id: projectId }, query: {} }))
  if (rows.loading) return <ListSkeleton rows={4} />
  if (rows.error) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  const entries = rows.items.map(({ seq, kind, actorName, text, data, createdAt }): TimelineEntry => {
    const { act, title, change } = (data ?? {}) as { act?: string; title?: string; change?: string }
    const what = kind === 'state' ? `act.${act}` : `entry.${change ?? kind}`
    return {
      id: String(seq),
      at: createdAt,
      icon: ICONS[kind as keyof typeof ICONS] ?? MessageSquare,
      title: (
        <>
          <b>{actorName}</b> {t(what, { defaultValue: t(`entry.${kind}`) })} {title ?? ''}
        </>
      ),
      ...(text !== null && text !== '' && { body: text }),
    }
  })
  return (
    <>
      <Timeline label={t('tabs.history')} entries={entries} />
      <ListEnd rows={rows} />
    </>
  )
}
