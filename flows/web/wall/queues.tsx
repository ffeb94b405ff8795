import { useFormats, useText } from '#kit/i18n'
import { Meter } from '#kit/ui'
import type { Wall } from '../api.ts'

const SHOWN = 5

/** Who waits where and for how long. */
export function Queues({ queues }: { queues: Wall['queues'] }) {
  const t = useText('flows')
  const { duration, number } = useFormats()
  const longest = Math.max(1, ...queues.map(({ waiting }) => waiting))
  const busiest = queues.toSorted((a, b) => b.waiting - a.waiting).slice(0, SHOWN)
  return (
    <section className="wall-box">
      <header className="wall-box-head">
        <h2>{t('queues.title')}</h2>
        <span className="right s t3">{t('queues.columns')}</span>
      </header>
      {queues.length === 0 && <p className="wall-line t2">{t('queues.none')}</p>}
      <ul>
        {busiest.map(({ queueId, name, waiting, expectedSeconds, agentsOnline }) => (
          <li key={queueId} className="queue">
            <span className="t2 cut">{name}</span>
            <Meter share={waiting / longest} label={name} tone={agentsOnline === 0 && waiting > 0 ? 'bad' : 'accent'} />
            <span className="n">{number(waiting)}</span>
            <span className="n t2">{duration(expectedSeconds)}</span>
            <span className="n t2">{number(agentsOnline)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
