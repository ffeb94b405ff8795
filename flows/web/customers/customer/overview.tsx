import { MessageCircle, MonitorSmartphone, ReceiptText, TicketCheck } from 'lucide-react'
import { useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { DateText, PageLink, RelativeTime } from '#kit/ui'
import { conversationApi, fleetApi } from '../../api.ts'
import { DeviceLine } from '../../context/device-line.tsx'
import { IncidentCard } from '../../context/incident-card.tsx'
import { OverviewCard } from '../../context/overview-card.tsx'
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
      items={data?.items.map((device) => (
        <DeviceLine key={device.deviceId} device={device} />
      ))}
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
        <li key={conversationId}>
          <div className="row">
            <span className="grow cut">
              <PageLink path={`/conversation/${conversationId}`}>{contactName ?? t('overview.somebody')}</PageLink>
            </span>
            <span className="s t3 nb">
              {closedAt === null && <b className="accent">{t('overview.goesOn')} </b>}
              <RelativeTime at={lastMessageAt} />
            </span>
          </div>
          {lastText !== null && <p className="s t2 cut">{lastText}</p>}
        </li>
      ))}
    />
  )
}
