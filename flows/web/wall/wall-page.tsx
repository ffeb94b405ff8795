import { Maximize2, Minimize2 } from 'lucide-react'
import { useEffect } from 'react'
import { useGo, useLiveState, useNow, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { ErrorNotice, ListSkeleton, Mark, Shape, TimeStamp } from '#kit/ui'
import type { Wall } from '../api.ts'
import { DevicesBox } from './devices-box.tsx'
import { FieldMap } from './field-map.tsx'
import { JustNow } from './just-now.tsx'
import { Queues } from './queues.tsx'
import { Questions } from './questions.tsx'
import { Risks } from './risks.tsx'
import { Tiles } from './tiles.tsx'
import { useDarkWall, useWall } from './use-wall.ts'
import './wall.css'

/** The control centre within the console. `?full=1` leads to the screen without the rail. */
export function WallPage() {
  const go = useGo()
  const [full] = useUrlValue('full')
  useEffect(() => {
    if (full === '1') go('/wall/full')
  }, [full, go])
  return <WallScreen isFull={false} />
}

/** The control centre on a screen of its own. */
export function FullWall() {
  const go = useGo()
  useKeys([{ keys: 'Escape', titleKey: 'flows:wall.leave', group: 'screen', run: () => go('/wall') }])
  return <WallScreen isFull />
}

function WallScreen({ isFull }: { isFull: boolean }) {
  const t = useText('flows')
  const { data, error, isOld, dataUpdatedAt, refetch } = useWall()
  useDarkWall()
  return (
    <main className={isOld ? 'wall old' : 'wall'}>
      <WallHead isFull={isFull} />
      {isOld && (
        <p className="wall-old" role="alert">
          <Shape name="late" /> {t('wall.old')} <TimeStamp at={dataUpdatedAt} />
        </p>
      )}
      {error && !data && <ErrorNotice error={error} what={t('wall.failed')} onRetry={() => void refetch()} />}
      {!error && !data && <ListSkeleton />}
      {data && <WallParts wall={data} />}
    </main>
  )
}

function WallParts({ wall }: { wall: Wall }) {
  return (
    <>
      <Tiles wall={wall} />
      <div className="wall-mid">
        <FieldMap wall={wall} />
        <section className="wall-box">
          <Risks risks={wall.risks} />
          <Questions questions={wall.questions} />
        </section>
      </div>
      <div className="wall-low">
        <Queues queues={wall.queues} />
        <DevicesBox devices={wall.devices} />
        <JustNow wall={wall} />
      </div>
    </>
  )
}

function WallHead({ isFull }: { isFull: boolean }) {
  const t = useText('flows')
  const go = useGo()
  const formats = useFormats()
  const live = useLiveState()
  const now = useNow('second')
  const [Icon, words, path] = isFull
    ? ([Minimize2, t('wall.leave'), '/wall'] as const)
    : ([Maximize2, t('wall.full'), '/wall/full'] as const)
  return (
    <header className="wall-head">
      {isFull && (
        <span className="accent wall-mark">
          <Mark size={28} />
        </span>
      )}
      <h1>{t('wall.title')}</h1>
      <span className="right s t2 nb">
        <span className={live === 'behind' ? 'warn' : 'ok'}>
          <Shape name={live === 'behind' ? 'hold' : 'done'} size={14} />
        </span>{' '}
        {t(live === 'behind' ? 'wall.behind' : 'wall.live')}
      </span>
      <span className="t2 nb wide">{formats.day(now)}</span>
      <span className="wall-clock">{formats.time(now)}</span>
      <button type="button" className="icon-button" aria-label={words} title={words} onClick={() => go(path)}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </header>
  )
}
