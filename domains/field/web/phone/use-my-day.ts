import { useEffect, useState } from 'react'
import { useLive, useNow, useQuery } from '#kit/data'
import { useFormats } from '#kit/i18n'
import { fieldApi, type VisitSheet } from '../api.ts'
import { withEntries, type Entry, type KeptDay } from '../offline/entries.ts'
import { keepShell } from '../offline/shell.ts'
import { useKeeping, type Keeping } from '../offline/use-outbox.ts'

export interface MyDayState {
  readonly today: string
  /** As they will be when everything that waits was sent; undefined while nothing was ever loaded. */
  readonly visits: readonly VisitSheet[] | undefined
  readonly syncedAt: string | undefined
  readonly error: Error | null
  readonly retry: () => void
  readonly waiting: readonly Entry[]
  readonly keeping: Keeping
}

/** Today's visits, from the server or, where there is no network, as the phone has kept them. */
export function useMyDay(): MyDayState {
  useEffect(() => void keepShell(), [])
  const { waiting, ...keeping } = useKeeping()
  const formats = useFormats()
  const today = formats.iso(useNow()).slice(0, 10)
  const query = useQuery(fieldApi.query('myVisits', { query: { day: today } }))
  const [kept, setKept] = useState<KeptDay>()
  const { days } = keeping
  useLive(['field.board'], { refetch: [fieldApi.key('myVisits')] })
  useEffect(() => {
    void days.get(today).then(setKept)
  }, [days, today])
  useEffect(() => {
    if (!query.data) return
    const syncedAt = formats.iso(query.dataUpdatedAt)
    void days.put({ day: today, visits: query.data.items, syncedAt })
  }, [query.data, query.dataUpdatedAt, days, today, formats])
  const visits = query.data?.items ?? kept?.visits
  return {
    today,
    visits: visits?.map((visit) => withEntries(visit, waiting)),
    syncedAt: query.data ? formats.iso(query.dataUpdatedAt) : kept?.syncedAt,
    error: query.error,
    retry: () => void query.refetch(),
    waiting,
    keeping,
  }
}

/** The one to go to next: what is under way, else the first that is not done. */
export function nextVisit(visits: readonly VisitSheet[]): VisitSheet | undefined {
  return (
    visits.find(({ state }) => state === 'on_site' || state === 'travelling') ??
    visits.find(({ state }) => state === 'planned')
  )
}
