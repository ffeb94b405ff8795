import { Button } from 'antd'
import { CircleCheck, MessageCircle, MonitorSmartphone, ReceiptText, TicketCheck, Wrench } from 'lucide-react'
import { useLive, useMay, useQuery, useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import {
  DateText,
  ErrorNotice,
  ListSkeleton,
  Money,
  PageHeading,
  PageLink,
  PageTitle,
  Pane,
  Panes,
  StatusMark,
} from '#kit/ui'
import { fleetApi, flowsApi, subscriptionApi } from '../api.ts'
import { DeviceLine } from '../context/device-line.tsx'
import { OverviewCard } from '../context/overview-card.tsx'
import { useCompanyName } from './company-name.ts'
import { OpenLine, RestoredLine } from './incident-lines.tsx'
import { ReportProblem } from './report-problem.tsx'
import { VisitLine } from './visit-line.tsx'
import './home.css'

const SHOWN = 5
const REFETCH = { refetch: [flowsApi.key('ownService')] }

/** For a customer's own people: what is being done for them now, who comes, what may break next, what it costs. */
export function HomePage() {
  const t = useText('home')
  const mayReport = useMay()('desk.incident.open')
  const [reporting, setReporting] = useUrlValue('report')
  const company = useCompanyName()
  useLive(['desk.incidents'], REFETCH)
  const report = () => setReporting('1')
  useKeys([{ keys: 'N', titleKey: 'home:report.act', group: 'screen', run: report }], mayReport)
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <ChatLink />
      {mayReport && (
        <Button type="primary" onClick={report}>
          {t('report.act')}
        </Button>
      )}
    </>
  )
  return (
    <Panes>
      <Pane padded bar={bar}>
        <PageHeading title={company ?? t('title')} />
        <div className="overview">
          <Work />
          <Devices />
          <Invoices />
        </div>
      </Pane>
      {reporting === '1' && mayReport && <ReportProblem onClose={() => setReporting('')} />}
    </Panes>
  )
}

/** The chat has a window of its own: what is written there stays beside whatever is looked at here. */
function ChatLink() {
  const t = useText('home')
  const { data } = useQuery(flowsApi.query('ownService'))
  if (!data?.chatPath) return null
  return (
    <Button
      href={data.chatPath}
      target="_blank"
      rel="noreferrer"
      icon={<MessageCircle aria-hidden size={14} strokeWidth={1.75} />}
    >
      {t('chat')}
    </Button>
  )
}

/** Incidents and visits come in one answer. */
function Work() {
  const t = useText('home')
  const { data, error, refetch } = useQuery(flowsApi.query('ownService'))
  if (error) return <ErrorNotice error={error} what={t('failed')} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton rows={3} />
  return (
    <>
      <OverviewCard
        title={t('open.title')}
        icon={TicketCheck}
        all="/desk/incidents"
        empty={t('open.none')}
        items={data.open.map((incident) => (
          <OpenLine key={incident.id} incident={incident} />
        ))}
      />
      <OverviewCard
        title={t('visit.title')}
        icon={Wrench}
        empty={t('visit.none')}
        items={data.visits.map((visit) => (
          <VisitLine key={visit.visitId} visit={visit} />
        ))}
      />
      {data.restored.length > 0 && (
        <OverviewCard
          title={t('restored.title')}
          icon={CircleCheck}
          all="/desk/incidents?group=done"
          empty=""
          items={data.restored.map((incident) => (
            <RestoredLine key={incident.id} incident={incident} />
          ))}
        />
      )}
    </>
  )
}

/** Only those of which something is to be expected. */
function Devices() {
  const t = useText('home')
  const enabled = useMay()('fleet.device.read')
  const { data } = useQuery({ ...fleetApi.query('listDevices', { query: { limit: SHOWN } }), enabled })
  if (!enabled) return null
  const atRisk = data?.items.filter(({ healthState }) => healthState !== 'healthy')
  return (
    <OverviewCard
      title={t('devices.title')}
      icon={MonitorSmartphone}
      all="/fleet/devices"
      empty={t('devices.none')}
      items={atRisk?.map((device) => (
        <DeviceLine key={device.deviceId} device={device} />
      ))}
    />
  )
}

function Invoices() {
  const t = useText('home')
  const enabled = useMay()('subscription.invoice.read')
  const { data } = useQuery({ ...subscriptionApi.query('listInvoices', { query: { limit: SHOWN } }), enabled })
  if (!enabled) return null
  return (
    <OverviewCard
      title={t('invoices.title')}
      icon={ReceiptText}
      all="/subscription/invoices"
      empty={t('invoices.none')}
      items={data?.items.map(({ invoiceId, number, date, totalMinor, currency, state }) => (
        <li key={invoiceId} className="row">
          <span className="grow cut">
            <PageLink path={`/subscription/invoices/${invoiceId}`}>
              <span className="n">{number}</span>
            </PageLink>{' '}
            <span className="t2">
              <DateText at={date} />
            </span>
          </span>
          <StatusMark form="plain" shape={state === 'paid' ? 'done' : 'open'}>
            {t(`invoices.state.${state}`)}
          </StatusMark>
          <b className="n nb">
            <Money value={{ amountMinor: totalMinor, currency }} />
          </b>
        </li>
      ))}
    />
  )
}
