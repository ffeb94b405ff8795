import { nowMs } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { StatusMark, type StatusShape } from '#kit/ui'
import type { OwnService } from '../api.ts'

type Visit = OwnService['visits'][number]

const SHAPES: Readonly<Record<Visit['state'], StatusShape>> = {
  requested: 'new',
  planned: 'open',
  travelling: 'half',
  on_site: 'most',
  completed: 'done',
  cancelled: 'open',
}

/** Who comes when and where; the page behind it tells on the day where the technician is. */
export function VisitLine({ visit }: { visit: Visit }) {
  const t = useText('home')
  const formats = useFormats()
  const nameOf = useLocalName()
  const { subject, state, siteName, siteAlias, startsAt, endsAt, trackingPath } = visit
  const today = startsAt !== null && formats.date(startsAt) === formats.date(nowMs())
  const when =
    startsAt === null
      ? t('visit.beingPlanned')
      : [today ? t('flows:visit.today') : formats.day(startsAt), formats.timeRange(startsAt, endsAt)].join(' ')
  return (
    <li>
      <div className="row">
        <span className="grow cut md">{when}</span>
        <StatusMark form="plain" shape={SHAPES[state]}>
          {t(`flows:visit.state.${state}`)}
        </StatusMark>
      </div>
      <div className="row s t2">
        <span className="grow cut">{[subject, nameOf(siteName, siteAlias)].filter(Boolean).join(' · ')}</span>
        {state !== 'requested' && (
          <a href={trackingPath} target="_blank" rel="noopener" className="nb">
            {t('visit.track')}
          </a>
        )}
      </div>
    </li>
  )
}
