import { useGo } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { SeverityMark, Shape, SlaClock, type SeverityLevel } from '#kit/ui'
import type { Wall } from '../api.ts'

/** The promises that break first. */
export function Risks({ risks }: { risks: Wall['risks'] }) {
  const t = useText('flows')
  const go = useGo()
  const nameOf = useLocalName()
  return (
    <>
      <header className="wall-box-head">
        <h2>{t('risk.title')}</h2>
        <span className="s t3">{t('risk.sorted')}</span>
      </header>
      {risks.length === 0 && (
        <p className="wall-line t2">
          <span className="ok">
            <Shape name="done" />
          </span>{' '}
          {t('risk.none')}
        </p>
      )}
      <ul>
        {risks.map(
          ({ incidentId, number, subject, priority, customerName, customerAlias, assigneeName, state, dueAt }) => (
            <li key={incidentId}>
              <button type="button" className="risk" onClick={() => go(`/desk/incidents/${incidentId}`)}>
                <SeverityMark level={Number(priority.slice(1)) as SeverityLevel} form="mark" />
                <span className="n nb wide">{number}</span>
                <span className="cut">
                  {[nameOf(customerName, customerAlias), subject].filter(Boolean).join(' · ')}
                </span>
                <span className="s t2 cut wide">{assigneeName ?? t(`state.${state}`)}</span>
                <span className="risk-left">{dueAt ? <SlaClock form="plain" dueAt={dueAt} /> : t('risk.paused')}</span>
              </button>
            </li>
          ),
        )}
      </ul>
    </>
  )
}
