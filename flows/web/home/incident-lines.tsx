import { useText } from '#kit/i18n'
import { DateText, MomentText, PageLink, SeverityMark, StatusMark, type SeverityLevel } from '#kit/ui'
import type { OwnService } from '../api.ts'
import { INCIDENT_SHAPES } from '../context/incident-card.tsx'

type Incident = OwnService['open'][number]

/** What is being worked on: how it stands, and by when it shall work again. */
export function OpenLine({ incident }: { incident: Incident }) {
  const t = useText('home')
  const { id, number, subject, state, priority, dueAt } = incident
  return (
    <li>
      <div className="row">
        <span className="grow cut md">
          <PageLink path={`/desk/incidents/${id}`}>{subject}</PageLink>
        </span>
        <span className="s t3 n nb">{number}</span>
      </div>
      <div className="row home-marks s">
        <SeverityMark level={Number(priority.slice(1)) as SeverityLevel} />
        <StatusMark shape={INCIDENT_SHAPES[state] ?? 'open'}>{t(`flows:state.${state}`)}</StatusMark>
        {state === 'waiting_customer' ? (
          <b className="warn">{t('open.waitsForYou')}</b>
        ) : (
          dueAt !== null && (
            <span className="t2">
              {t('open.promised')} <MomentText at={dueAt} />
            </span>
          )
        )}
      </div>
    </li>
  )
}

export function RestoredLine({ incident: { id, number, subject, updatedAt } }: { incident: Incident }) {
  return (
    <li className="row">
      <span className="grow cut">
        <PageLink path={`/desk/incidents/${id}`}>{subject}</PageLink>
      </span>
      <span className="s t2 nb">
        <span className="n">{number}</span> · <DateText at={updatedAt} />
      </span>
    </li>
  )
}
