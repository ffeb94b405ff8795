import type { CSSProperties } from 'react'
import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { Facts, Panels } from '../api.ts'

type Lane = NonNullable<Panels['lane']>

/** The technician's day with the visit that was fitted into it. */
export function DayLane({ lane, facts }: { lane: Lane; facts: Facts }) {
  const t = useText('story')
  const f = useFormats()
  const from = Date.parse(lane.startsAt)
  const span = Date.parse(lane.endsAt) - from
  const place = (visit: Lane['visits'][number]): CSSProperties => ({
    left: `${((Date.parse(visit.startsAt) - from) / span) * 100}%`,
    width: `${((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / span) * 100}%`,
  })
  return (
    <Card
      title={t('lane.title', { name: facts['technicianName'] ?? '', day: f.day(lane.startsAt) })}
      aside={<span className="s t2">{t('lane.moved', { count: Number(facts['confirmedMoved'] ?? 0) })}</span>}
    >
      <ol className="story-lane">
        {lane.visits.map((visit) => (
          <li
            key={visit.visitId}
            className={visit.own ? 'own' : visit.state}
            style={place(visit)}
            title={`${f.timeRange(visit.startsAt, visit.endsAt)} ${visit.subject}`}
          >
            <span className="cut">{visit.subject}</span>
            <span className="n">{f.time(visit.startsAt)}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
