import { Button } from 'antd'
import { useFormats, useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { Entry } from '../offline/entries.ts'
import type { MyDayState } from './use-my-day.ts'

/** What this phone keeps until the server has it; a refused entry says why and what can be done. */
export function EntryList({ day: { waiting, keeping }, visitId }: { day: MyDayState; visitId?: string }) {
  const t = useText('field')
  const shown = waiting.filter((entry) => visitId === undefined || entry.visitId === visitId)
  if (shown.length === 0) return null
  return (
    <section className="phone-block" data-parts="kept" aria-label={t('kept.title')}>
      <h3>
        {t('kept.title')} <span className="right s t2 n">{shown.length}</span>
      </h3>
      <ul>
        {shown.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            onAgain={() => void keeping.outbox.again(entry.id)}
            onDrop={() => void keeping.outbox.drop(entry.id)}
          />
        ))}
      </ul>
    </section>
  )
}

interface RowProps {
  readonly entry: Entry
  readonly onAgain: () => void
  readonly onDrop: () => void
}

function EntryRow({ entry: { kind, number, at, refused }, onAgain, onDrop }: RowProps) {
  const t = useText('field')
  const formats = useFormats()
  return (
    <li className="phone-row">
      <span className={refused ? 'mark bad' : 'mark'}>
        <Shape name={refused ? 'late' : 'new'} />
      </span>
      <span className="grow">
        <span className="md">{t(`kept.${kind}`)}</span>{' '}
        <span className="s t3 n">
          {number} · {formats.time(at)}
        </span>
        <span className={refused ? 's bad kept-why' : 's t2 kept-why'} role={refused && 'alert'}>
          {refused?.title ?? t('kept.waits')}
        </span>
        {refused && <span className="s t2 kept-why">{t('kept.refusedHint')}</span>}
        {refused && (
          <span className="row kept-acts">
            <Button onClick={onAgain}>{t('kept.again')}</Button>
            <Button type="text" danger onClick={onDrop}>
              {t(kind === 'report' ? 'kept.dropReport' : 'kept.dropStep')}
            </Button>
          </span>
        )}
      </span>
    </li>
  )
}
