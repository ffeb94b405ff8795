import { MessageCircle, MonitorSmartphone, ReceiptText, TicketCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Card, DateText, PageLink, RelativeTime, Shape } from '#kit/ui'
import { conversationApi, fleetApi } from '../../api.ts'
import { DEVICE_LOOKS } from '../../context/device-looks.ts'
import { IncidentCard } from '../../context/incident-card.tsx'
import { useCustomer, useCustomerLive } from '../../context/use-customer.ts'

const SHOWN = 5

/** What is open for a customer, what pays for it, what stands at their desks, and what was talked about. */
export function Overview({ customerId }: { customerId: string }) {
  return (
    <div className="overview">
      <Incidents customerId={customerId} />
      <Devices customerId={customerId} />
      <Agreements customerId={customerId} />
      <Conversations customerId={customerId} />
    </div>
  )
}

interface Part {
  readonly customerId: string
}

interface OverviewCardProps {
  readonly title: string
  readonly icon: typeof TicketCheck
  /** Where all of them are. */
  readonly all?: string
  readonly empty: string
  readonly items: readonly ReactNode[] | undefined
}

/** A few of a kind, and the way to all of them. */
function OverviewCard({ title, icon: Icon, all, empty, items }: OverviewCardProps) {
  const t = useText('customers')
  const head = (
    <span className="row">
      <Icon aria-hidden className="t3" size={16} strokeWidth={1.75} /> {title}
    </span>
  )
  return (
    <Card title={head} aside={all && <PageLink path={all}>{t('overview.all')}</PageLink>}>
      <div className="in">
        {items?.length === 0 && <p className="s t2">{empty}</p>}
        <ul className="overview-items">{items}</ul>
      </div>
    </Card>
  )
}

function Incidents({ customerId }: Part) {
  const t = useText('customers')
  const { data } = useCustomer({ customerId })
  useCustomerLive()
  if (!useMay()('desk.incident.read')) return null
  return (
    <OverviewCard
      title={t('column.openIncidents')}
      icon={TicketCheck}
      all={`/desk/incidents?customer=${customerId}`}
      empty={t('overview.noIncidents')}
      items={data?.incidents.slice(0, SHOWN).map((incident) => (
        <IncidentCard key={incident.id} incident={incident} />
      ))}
    />
  )
}

function Devices({ customerId }: Part) {
  const t = useText('customers')
  const enabled = useMay()('fleet.device.read')
  const { data } = useQuery({ ...fleetApi.query('listDevices', { query: { customerId, limit: SHOWN } }), enabled })
  if (!enabled) return null
  return (
    <OverviewCard
      title={t('overview.devices')}
      icon={MonitorSmartphone}
      all={`/fleet/devices?customer=${customerId}`}
      empty={t('overview.noDevices')}
      items={data?.items.map(({ deviceId, serial, model, health, healthState, online }) => {
        const look = online ? healthState : 'offline'
        const { shape, tone } = DEVICE_LOOKS[look]
        return (
          <li key={deviceId} className="row">
            <span className="grow cut">
              <PageLink path={`/fleet/devices/${deviceId}`}>
                <span className="mono">{serial}</span>
              </PageLink>{' '}
              <span className="t2">{model}</span>
            </span>
            <span className={`nb n ${tone === 'neutral' ? 't2' : tone}`}>
              <Shape name={shape} size={14} /> {t(`flows:health.${look}`)} {health}
            </span>
          </li>
        )
      })}
    />
  )
}

function Agreements({ customerId }: Part) {
  const t = useText('customers')
  const { data } = useCustomer({ customerId })
  if (!useMay()('subscription.agreement.read')) return null
  return (
    <OverviewCard
      title={t('overview.agreements')}
      icon={ReceiptText}
      all={`/subscription/agreements?customerId=${customerId}`}
      empty={t('overview.noAgreements')}
      items={data?.agreements.slice(0, SHOWN).map(({ agreementId, number, name, endsOn }) => (
        <li key={agreementId} className="row">
          <span className="grow cut">
            <PageLink path={`/subscription/agreements/${agreementId}`}>{name}</PageLink>
          </span>
          <span className="s t2 nb">
            <span className="n">{number}</span>
            {endsOn !== null && (
              <>
                {' · '}
                {t('overview.until')} <DateText at={endsOn} />
              </>
            )}
          </span>
        </li>
      ))}
    />
  )
}

/** Those that go on before those that are over. */
function Conversations({ customerId }: Part) {
  const t = useText('customers')
  const enabled = useMay()('conversation.read')
  const asked = (view: 'all' | 'closed') => ({
    ...conversationApi.query('listInbox', { query: { view, customerId, limit: SHOWN } }),
    enabled,
  })
  const open = useQuery(asked('all')).data?.items
  const closed = useQuery(asked('closed')).data?.items
  if (!enabled) return null
  const shown = open && closed && [...open, ...closed].slice(0, SHOWN)
  return (
    <OverviewCard
      title={t('overview.conversations')}
      icon={MessageCircle}
      empty={t('overview.noConversations')}
      items={shown?.map(({ conversationId, contactName, lastText, lastMessageAt, closedAt }) => (
        <li key={conversationId} className="row">
          <span className="grow cut">
            <PageLink path={`/conversation/${conversationId}`}>{contactName ?? t('overview.somebody')}</PageLink>{' '}
            <span className="t2">{lastText}</span>
          </span>
          <span className="s t3 nb">
            {closedAt === null && <b className="accent">{t('overview.goesOn')} </b>}
            <RelativeTime at={lastMessageAt} />
          </span>
        </li>
      ))}
    />
  )
}
