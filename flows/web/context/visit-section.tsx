import { Package, Wrench } from 'lucide-react'
import { nowMs, useMay, useQuery } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import { Avatar, Section, StatusMark, type StatusShape } from '#kit/ui'
import { fieldApi, type Customer360 } from '../api.ts'
import { useCustomer, type CustomerContext } from './use-customer.ts'
import './context.css'

type Visit = Customer360['visits'][number]

const SHAPES: Readonly<Record<Visit['state'], StatusShape>> = {
  requested: 'new',
  planned: 'open',
  travelling: 'half',
  on_site: 'most',
  completed: 'done',
  cancelled: 'open',
}

/** Who comes when, with which parts. */
export function VisitSection(context: CustomerContext) {
  const { data } = useCustomer(context)
  const reason = context.incidentId === undefined ? undefined : `desk.incident:${context.incidentId}`
  const visits = (data?.visits ?? []).filter((visit) => reason === undefined || visit.reason === reason)
  const [visit] = visits.filter(({ state }) => state !== 'cancelled').toSorted(byNews)
  return visit ? <VisitCard visit={visit} /> : null
}

/** What is still to come before what is over. */
function byNews(a: Visit, b: Visit): number {
  return Number(a.state === 'completed') - Number(b.state === 'completed')
}

function VisitCard({ visit }: { visit: Visit }) {
  const t = useText('flows')
  const { visitId, number, state } = visit
  const may = useMay()('field.visit.read')
  const { data: sheet } = useQuery({
    ...fieldApi.query('getVisitSheet', { params: { id: visitId } }),
    enabled: may && state !== 'requested',
  })
  const mark = (
    <StatusMark shape={SHAPES[state]} {...(state === 'completed' ? {} : { form: 'outlined' as const })}>
      {t(`visit.state.${state}`)}
    </StatusMark>
  )
  return (
    <Section title={t('visit.title')} icon={Wrench} aside={mark}>
      {state === 'requested' ? (
        <p className="s t2">{t('visit.requested', { number })}</p>
      ) : (
        <div className="row visit-line">
          {sheet?.technicianName && <Avatar name={sheet.technicianName} />}
          <div className="grow">
            <VisitTime visit={visit} technician={sheet?.technicianName ?? null} />
            {sheet && <Holds holds={sheet.holds} />}
          </div>
        </div>
      )}
      {sheet && state !== 'completed' && (
        <p className="s">
          <a href={sheet.trackingPath} target="_blank" rel="noopener">
            {t('visit.tracking')}
          </a>
        </p>
      )}
    </Section>
  )
}

function VisitTime({ visit: { startsAt, endsAt, number }, technician }: { visit: Visit; technician: string | null }) {
  const t = useText('flows')
  const formats = useFormats()
  const today = formats.date(startsAt) === formats.date(nowMs())
  const when = [today ? t('visit.today') : formats.day(startsAt), formats.timeRange(startsAt, endsAt)].join(' ')
  return (
    <div className="md">
      {[when, technician].filter(Boolean).join(' · ')} <span className="s t3 n nb">{number}</span>
    </div>
  )
}

interface Held {
  readonly partCode: string
  readonly partName: string
  readonly partNameEn: string
  readonly quantity: number
  readonly locationName: string
  readonly locationAlias: string | null
  readonly state: 'held' | 'used'
}

function Holds({ holds }: { holds: readonly Held[] }) {
  const t = useText('flows')
  const locale = useLocale()
  const nameOf = useLocalName()
  return holds.map(({ partCode, partName, partNameEn, quantity, locationName, locationAlias, state }) => (
    <div key={`${partCode} ${locationName}`} className="s t2">
      <Package aria-hidden className="inline-icon" size={14} strokeWidth={1.75} />{' '}
      {t(`visit.${state}`, {
        part: locale === 'en' ? partNameEn : partName,
        quantity,
        place: nameOf(locationName, locationAlias),
      })}
    </div>
  ))
}
