import { useEffect, useEffectEvent } from 'react'
import { useLive, useNow, useQuery } from '#kit/data'
import { useMode } from '#kit/ui'
import { flowsApi } from '../api.ts'

const READ_EVERY_MS = 5000
/** Older than this, the whole wall says so. */
const STALE_MS = 30_000

/** The wall's one answer, read every five seconds and whenever something happens. */
export function useWall() {
  const query = useQuery({
    ...flowsApi.query('controlCentre'),
    refetchInterval: READ_EVERY_MS,
    // A wall is looked at, not clicked on: it reads on while no window has the focus.
    refetchIntervalInBackground: true,
  })
  useLive(['desk.incidents', 'field.board', 'conversation.queue'], { refetch: [flowsApi.key('controlCentre')] })
  const now = useNow('second')
  return { ...query, isOld: query.data !== undefined && now - query.dataUpdatedAt > STALE_MS }
}

/** A wall is dark, unless this device has chosen otherwise; leaving it brings the system's choice back. */
export function useDarkWall(): void {
  const { choice, choose } = useMode()
  const darken = useEffectEvent(() => {
    if (choice !== 'system') return undefined
    const restore = () => choose('system')
    choose('dark')
    addEventListener('pagehide', restore)
    return () => {
      removeEventListener('pagehide', restore)
      restore()
    }
  })
  useEffect(() => darken(), [])
}
