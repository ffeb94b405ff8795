import { useMutationState } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useLiveState } from '#kit/data'
import { useText } from '#kit/i18n'

/** Amber, above everything, while the device is offline or the live updates are away; says what waits. */
export function OfflineBar({ waiting }: { waiting?: number }) {
  const t = useText('kit')
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  const live = useLiveState()
  const paused = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length
  const count = waiting ?? paused
  if (online && live !== 'behind') return null
  const words = online ? t('live.behind') : count > 0 ? t('offline.waiting', { count }) : t('offline.none')
  return (
    <div className="offline-bar" role="status">
      <CloudOff aria-hidden size={14} strokeWidth={1.75} />
      {words}
    </div>
  )
}

function listen(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
