import { TicketCheck } from 'lucide-react'
import { useLive, useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { Section } from '#kit/ui'
import { deskApi } from '../api.ts'
import { IncidentCard } from './incident-card.tsx'
import type { CustomerContext } from './use-customer.ts'
import './context.css'

/** On an incident's page: the device's own health and curves. */
export function DeviceTab({ deviceId }: CustomerContext) {
  return deviceId === undefined ? null : <Slot name="fleet.device.history" props={{ deviceId }} />
}

const SHOWN = 5

/** On a device's page: what the desk has done about it, the newest first. */
export function DeviceIncidents({ deviceId }: { deviceId: string }) {
  const t = useText('flows')
  const enabled = useMay()('desk.incident.read')
  const query = { ref: `fleet.device:${deviceId}`, sort: 'opened', limit: SHOWN } as const
  const { data } = useQuery({ ...deskApi.query('listIncidents', { query }), enabled })
  useLive(['desk.incidents'], { refetch: [deskApi.key('listIncidents')] })
  if (!data) return null
  return (
    <Section title={t('incident.ofDevice')} icon={TicketCheck}>
      {data.items.length === 0 && <p className="s t2">{t('incident.noneOfDevice')}</p>}
      <ul className="incident-cards">
        {data.items.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} />
        ))}
      </ul>
    </Section>
  )
}
