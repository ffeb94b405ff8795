import { useFormats, useText } from '#kit/i18n'
import { Shape, type ShapeName } from '#kit/ui'
import type { Wall } from '../api.ts'
import { eventWords } from './event-words.ts'

const LOOKS: Readonly<Record<string, readonly [shape: ShapeName, tone: string]>> = {
  'fleet.fault_raised': ['late', 'bad'],
  'desk.incident_opened': ['open', 't2'],
  'desk.incident_resolved': ['done', 'ok'],
  'field.visit_planned': ['new', 'accent'],
  'field.technician_arrived': ['onsite', 't2'],
  'field.visit_completed': ['done', 'ok'],
  'field.stock_low': ['half', 'warn'],
  'conversation.rated': ['free', 'accent'],
  'subscription.invoice_final': ['done', 't2'],
  'subscription.invoice_paid': ['done', 'ok'],
  'delivery.handed_over': ['done', 'accent'],
}

/** What has just happened anywhere, in one line each. */
export function JustNow({ wall }: { wall: Wall }) {
  const t = useText('flows')
  const formats = useFormats()
  return (
    <section className="wall-box">
      <header className="wall-box-head">
        <h2>{t('recent.title')}</h2>
      </header>
      {wall.recent.length === 0 && <p className="wall-line t2">{t('recent.none')}</p>}
      <ol className="recent">
        {wall.recent.map((event, index) => {
          const [shape, tone] = LOOKS[event.name] ?? ['open', 't2']
          return (
            <li key={`${event.at} ${index}`}>
              <span className="n t3">{formats.time(event.at)}</span>
              <span className={tone}>
                <Shape name={shape} size={14} />
              </span>
              <span className="cut">{eventWords(event, wall, t, formats)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
