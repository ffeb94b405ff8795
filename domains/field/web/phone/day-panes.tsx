import { CloudOff, CloudUpload } from 'lucide-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { useGo, useLiveState, useSession } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Avatar, Chip, PageTitle, Pane, Panes } from '#kit/ui'
import { DayList } from './day-list.tsx'
import { EntryList } from './entry-list.tsx'
import type { MyDayState } from './use-my-day.ts'
import './phone.css'

export interface DayPanesProps {
  readonly day: MyDayState
  /** The visit that is open beside the list; on a phone it takes its place. */
  readonly open?: string | undefined
  readonly bar?: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** The technician's day, and beside it (or, on a phone, instead of it) one visit. */
export function DayPanes({ day, open, bar, foot, children }: DayPanesProps) {
  const t = useText('field')
  const go = useGo()
  return (
    <div className="field-phone">
      <KeptBar day={day} />
      <Panes show={open ? 'main' : 'list'}>
        <Pane kind="list" name="field.day" label={t('day.title')} bar={<DayBar day={day} />}>
          <DayList day={day} open={open} />
          <EntryList day={day} />
        </Pane>
        <Pane bar={bar} foot={foot} onBack={() => go('/field/my-day')} label={t('visit.title')}>
          {children}
        </Pane>
      </Panes>
    </div>
  )
}

function DayBar({ day: { visits, syncedAt, today } }: { day: MyDayState }) {
  const t = useText('field')
  const formats = useFormats()
  const { user } = useSession()
  return (
    <>
      <span className="grow">
        <PageTitle title={t('day.count', { count: visits?.length ?? 0 })} />
        <span className="s t2 n day-date">{formats.day(today)}</span>
      </span>
      {syncedAt !== undefined && (
        <Chip shape="done" shapeTone="ok">
          {t('day.synced', { time: formats.time(syncedAt) })}
        </Chip>
      )}
      <Avatar name={user.name} size={32} />
    </>
  )
}

/** Amber while there is no network: how much is kept on this phone. */
function KeptBar({ day: { waiting } }: { day: MyDayState }) {
  const t = useText('field')
  const online = useSyncExternalStore(listenOnline, () => navigator.onLine)
  const behind = useLiveState() === 'behind'
  const count = waiting.filter(({ refused }) => !refused).length
  if (online && !behind && count === 0) return null
  const offline = !online || behind
  const Icon = offline ? CloudOff : CloudUpload
  return (
    <div className="offline-bar kept-bar" role="status">
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      {t(offline ? 'kept.offline' : 'kept.sending', { count })}
    </div>
  )
}

function listenOnline(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
