import { useMemo } from 'react'
import { useMay, useQuery, useRows, type Rows } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ErrorNotice, ListEnd, ListSkeleton, Timeline } from '#kit/ui'
import { deskApi, type TimelineItem } from '../api.ts'
import type { Files } from '../files/use-files.ts'
import { entryOf } from './entry-words.tsx'

/** What happened to an incident, newest first. */
export function IncidentTimeline({ id, files }: { id: string; files: Files }) {
  return <CaseTimeline rows={useRows(deskApi.pages('readTimeline', { params: { id }, query: {} }))} files={files} />
}

/** The history of an incident or a problem. */
export function CaseTimeline({ rows, files }: { rows: Rows<TimelineItem>; files: Files }) {
  const t = useText('desk')
  const formats = useFormats()
  const nameOf = useColleagueName()
  const entries = useMemo(
    () => rows.items.map((item) => entryOf(item, { t, formats, nameOf, files: files.items })),
    [rows.items, t, formats, nameOf, files.items],
  )
  if (rows.loading) return <ListSkeleton />
  if (rows.error && entries.length === 0) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  return (
    <>
      <Timeline label={t('tab.timeline')} entries={entries} />
      <ListEnd rows={rows} />
    </>
  )
}

function useColleagueName(): (userId: string) => string | undefined {
  const enabled = useMay()('desk.incident.work')
  const { data } = useQuery({ ...deskApi.query('listColleagues'), enabled })
  return useMemo(() => {
    const names = new Map((data?.items ?? []).map(({ userId, name }) => [userId, name]))
    return (userId) => names.get(userId)
  }, [data])
}
