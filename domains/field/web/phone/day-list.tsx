import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Navigation, Package, Phone } from 'lucide-react'
import { useGo } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, Shape, SlaClock } from '#kit/ui'
import type { VisitSheet } from '../api.ts'
import { isStopped } from '../offline/entries.ts'
import { shapeOf } from '../visit/marks.tsx'
import { usePlaceName } from '../visit/place-name.ts'
import { nextVisit, type MyDayState } from './use-my-day.ts'
import { stepsOf } from './use-steps.ts'

/** Today's visits in their order; the next one is big and says what to do. */
export function DayList({ day, open }: { day: MyDayState; open: string | undefined }) {
  const t = useText('field')
  const { visits, error, retry } = day
  if (!visits) return error ? <ErrorNotice error={error} onRetry={retry} /> : <ListSkeleton />
  if (visits.length === 0) return <EmptyState title={t('day.empty')} hint={t('day.emptyHint')} />
  const next = nextVisit(visits)
  return (
    <ol className="day-list">
      {visits.map((visit) => (
        <DayStop key={visit.visitId} visit={visit} next={visit === next} open={visit.visitId === open} day={day} />
      ))}
    </ol>
  )
}

interface StopProps {
  readonly visit: VisitSheet
  readonly next: boolean
  readonly open: boolean
  readonly day: MyDayState
}

function DayStop({ visit, next, open, day }: StopProps) {
  const t = useText('field')
  const formats = useFormats()
  const { state, startsAt } = visit
  const tone = state === 'completed' ? 'ok' : next ? 'accent' : 'neutral'
  return (
    <li className={state === 'completed' ? 'day-stop past' : 'day-stop'} aria-current={open || undefined}>
      <time className={next ? 'accent sb' : 'sb'}>{formats.time(startsAt)}</time>
      <span className={`mark ${tone}`} title={t(`state.${state}`)}>
        <Shape name={shapeOf(state)} label={t(`state.${state}`)} />
      </span>
      {next ? <NextVisit visit={visit} day={day} /> : <StopLine visit={visit} />}
    </li>
  )
}

function StopLine({ visit }: { visit: VisitSheet }) {
  const t = useText('field')
  const placeName = usePlaceName()
  const nameOf = useLocalName()
  const formats = useFormats()
  const fetched = fetchedParts(visit, nameOf)
  return (
    <Link to={`/field/my-day/${visit.visitId}`} className="day-line">
      <span className="cut">
        {visit.subject} · {placeName(visit) ?? visit.number}
      </span>
      {visit.state !== 'completed' && (
        <span className="s t2 cut">
          {t('day.promised', { time: formats.timeRange(visit.startsAt, visit.endsAt) })}
          {fetched.length > 0 && ` · ${fetched.join(', ')}`}
        </span>
      )}
    </Link>
  )
}

function NextVisit({ visit, day }: { visit: VisitSheet; day: MyDayState }) {
  const t = useText('field')
  const nameOf = useLocalName()
  const { subject, site, person, dueAt, holds } = visit
  return (
    <div className="next-visit">
      <Link to={`/field/my-day/${visit.visitId}`} className="next-words">
        <span className="row">
          <b className="next-title">{subject}</b>
          {dueAt !== null && (
            <span className="right">
              <SlaClock dueAt={dueAt} />
            </span>
          )}
        </span>
        {site && (
          <span className="s">{t('place', { site: nameOf(site.name, visit.siteAlias), address: site.address })}</span>
        )}
        {person && <span className="s t2">{person.name}</span>}
        {site?.accessNotes && <span className="s warn">{site.accessNotes}</span>}
        {holds.length > 0 && (
          <span className="s t2">
            <Package aria-hidden size={14} strokeWidth={1.75} />{' '}
            {holds
              .map((hold) =>
                t('day.partAt', { part: hold.partCode, place: nameOf(hold.locationName, hold.locationAlias) }),
              )
              .join(', ')}
          </span>
        )}
      </Link>
      <NextActs visit={visit} day={day} />
    </div>
  )
}

function NextActs({ visit, day }: { visit: VisitSheet; day: MyDayState }) {
  const t = useText('field')
  const go = useGo()
  const steps = stepsOf(day.keeping)
  const open = () => go(`/field/my-day/${visit.visitId}`)
  const acts = {
    planned: { word: t('visit.setOff'), run: () => steps.setOff(visit) },
    travelling: { word: t('visit.arrive'), run: () => steps.arrive(visit) },
    on_site: { word: t('visit.continue'), run: open },
  }
  const stopped = isStopped(visit, day.waiting)
  const act = stopped ? { word: t('kept.decide'), run: open } : acts[visit.state as keyof typeof acts]
  return (
    <div className="next-acts">
      <Button type="primary" size="large" className="grow" onClick={act.run}>
        {act.word}
      </Button>
      {visit.state !== 'on_site' && (
        <Button
          size="large"
          aria-label={t('visit.navigate')}
          title={t('visit.navigate')}
          href={navigationOf(visit)}
          icon={<Navigation aria-hidden size={20} strokeWidth={1.75} />}
        />
      )}
      {visit.person?.phone && (
        <Button
          size="large"
          aria-label={t('visit.call', { name: visit.person.name })}
          title={t('visit.call', { name: visit.person.name })}
          href={`tel:${visit.person.phone}`}
          icon={<Phone aria-hidden size={20} strokeWidth={1.75} />}
        />
      )}
    </div>
  )
}

/** Opens the map application of the phone (RFC 5870). */
export function navigationOf({ latitude, longitude }: VisitSheet): string {
  return `geo:${latitude},${longitude}?q=${latitude},${longitude}`
}

function fetchedParts({ holds }: VisitSheet, nameOf: (name: string, alias: string | null) => string | null): string[] {
  return holds
    .filter(({ state }) => state === 'held')
    .map(({ partCode, locationName, locationAlias }) => `${partCode} (${nameOf(locationName, locationAlias)})`)
}
