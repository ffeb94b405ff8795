import { useText } from '#kit/i18n'
import { PageLink, type SeverityLevel, SeverityMark, SlaClock, StatusMark, type StatusShape } from '#kit/ui'
import type { Customer360 } from '../api.ts'

/** How the states of an incident are drawn. */
export const INCIDENT_SHAPES: Readonly<Record<string, StatusShape>> = {
  new: 'new',
  in_progress: 'half',
  waiting_customer: 'hold',
  onsite: 'most',
  resolved: 'done',
  closed: 'done',
}

type Incident = Pick<
  Customer360['incidents'][number],
  'id' | 'number' | 'subject' | 'state' | 'stateGroup' | 'priority' | 'dueAt'
>

/** An incident in three lines: number, what, how it stands. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const t = useText('flows')
  const { id, number, subject, state, stateGroup, priority, dueAt } = incident
  return (
    <li>
      <div className="row">
        <span className="md grow cut" title={subject}>
          {subject}
        </span>
        <PageLink path={`/desk/incidents/${id}`}>
          <span className="s n nb">{number}</span>
        </PageLink>
      </div>
      <div className="row incident-marks">
        <SeverityMark level={Number(priority.slice(1)) as SeverityLevel} />
        <StatusMark shape={INCIDENT_SHAPES[state] ?? 'open'}>{t(`state.${state}`)}</StatusMark>
        {dueAt !== null && stateGroup === 'open' && <SlaClock dueAt={dueAt} />}
      </div>
    </li>
  )
}
