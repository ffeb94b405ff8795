import { Button } from 'antd'
import { Link2 } from 'lucide-react'
import { useGo, useQuery } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { ErrorNotice, KeyValue, ListSkeleton, Section, SeverityMark, SlaClock, toast } from '#kit/ui'
import { fieldApi, type VisitHold, type VisitSheet } from '../api.ts'
import { severityOf, VisitStateMark } from './marks.tsx'
import { VisitSteps } from './visit-steps.tsx'

/** Everything about one visit, for who plans it: whom, where, until when, with which parts, how far. */
export function VisitDetails({ visitId }: { visitId: string }) {
  const { data, error, refetch } = useQuery(fieldApi.query('getVisitSheet', { params: { id: visitId } }))
  if (data?.visitId !== visitId) {
    return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />
  }
  return (
    <>
      <VisitFacts sheet={data} />
      <PartsSection sheet={data} />
      <StepsSection sheet={data} />
      <LinksSection sheet={data} />
      <Slot name="field.visit.context" props={{ visitId, deviceId: data.deviceId, customerId: data.customerId }} />
    </>
  )
}

function VisitFacts({ sheet }: { sheet: VisitSheet }) {
  const t = useText('field')
  const nameOf = useLocalName()
  const formats = useFormats()
  const { subject, number, state, priority, site, person, startsAt, endsAt, technicianName } = sheet
  return (
    <Section title={subject} aside={<VisitStateMark state={state} />}>
      <KeyValue
        small
        items={[
          [
            t('number'),
            <span key="number" className="n">
              {number}
            </span>,
          ],
          [t('severity'), <SeverityMark key="severity" level={severityOf(priority)} form="plain" />],
          sheet.customerName !== null && [t('customer'), nameOf(sheet.customerName, sheet.customerAlias)],
          site && [t('site'), t('place', { site: nameOf(site.name, sheet.siteAlias), address: site.address })],
          !!site?.accessNotes && [t('access'), site.accessNotes],
          person && [t('person'), <Contact key="person" name={person.name} phone={person.phone} />],
          sheet.dueAt !== null && [
            t('due'),
            state === 'completed' ? formats.moment(sheet.dueAt) : <SlaClock dueAt={sheet.dueAt} />,
          ],
          startsAt !== null && [t('time'), `${formats.day(startsAt)}, ${formats.timeRange(startsAt, endsAt)}`],
          technicianName !== null && [t('technician'), technicianName],
          sheet.cancelReason !== null && [t('cancel.because'), sheet.cancelReason],
          sheet.instructions !== null && [t('instructions'), sheet.instructions],
        ]}
      />
    </Section>
  )
}

function Contact({ name, phone }: { name: string; phone: string | null }) {
  return (
    <>
      {name}
      {phone && (
        <>
          {' · '}
          <a className="n" href={`tel:${phone}`}>
            {phone}
          </a>
        </>
      )}
    </>
  )
}

function PartsSection({ sheet: { partCodes, holds } }: { sheet: VisitSheet }) {
  const t = useText('field')
  if (partCodes.length === 0 && holds.length === 0) return null
  const words = holds.length === 0 ? t('parts.notHeld') : undefined
  return (
    <Section title={t('parts.title')} aside={words && <span className="s t3">{words}</span>}>
      {holds.length > 0 ? (
        <ul className="col">
          {holds.map((hold) => (
            <HoldLine key={hold.locationId + hold.partCode} hold={hold} />
          ))}
        </ul>
      ) : (
        <p className="n">{partCodes.join(', ')}</p>
      )}
    </Section>
  )
}

function HoldLine({ hold }: { hold: VisitHold }) {
  const t = useText('field')
  const nameOf = useLocalName()
  const name = useLocale() === 'en' ? hold.partNameEn : hold.partName
  return (
    <li className="row">
      <span className="grow">
        <span className="md">{name}</span> <span className="s t3 mono">{hold.partCode}</span>
      </span>
      <span className="n">× {hold.quantity}</span>
      <span className="s t2">{t(`parts.${hold.state}`, { place: nameOf(hold.locationName, hold.locationAlias) })}</span>
    </li>
  )
}

function StepsSection({ sheet }: { sheet: VisitSheet }) {
  const t = useText('field')
  return (
    <Section title={t('steps.title')}>
      <VisitSteps visit={sheet} />
    </Section>
  )
}

function LinksSection({ sheet: { reason, trackingPath } }: { sheet: VisitSheet }) {
  const t = useText('field')
  const go = useGo()
  const incident = /^desk\.incident:(.+)$/.exec(reason ?? '')?.[1]
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(trackingPath, location.origin).href)
    toast({ text: t('links.copied') })
  }
  return (
    <Section title={t('links.title')}>
      <div className="row links">
        <Button icon={<Link2 aria-hidden size={14} strokeWidth={1.75} />} onClick={() => void copy()}>
          {t('links.copy')}
        </Button>
        <a href={trackingPath} target="_blank" rel="noreferrer">
          {t('links.see')}
        </a>
        {incident && (
          <a
            href={`/desk/incidents/${incident}`}
            onClick={(event) => {
              event.preventDefault()
              go(`/desk/incidents/${incident}`)
            }}
          >
            {t('links.incident')}
          </a>
        )}
      </div>
    </Section>
  )
}
