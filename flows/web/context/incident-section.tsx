import { Button } from 'antd'
import { TicketCheck } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { Section } from '#kit/ui'
import { IncidentCard } from './incident-card.tsx'
import { OpenIncident } from './open-incident.tsx'
import { useCustomer, type CustomerContext } from './use-customer.ts'
import './context.css'

const SHOWN = 3

/** What is already being worked on for them; out of a conversation a new one is opened here. */
export function IncidentSection(context: CustomerContext) {
  const t = useText('flows')
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const { data } = useCustomer(context)
  const { incidentId, conversationId } = context
  if (!data) return null
  const open = data.incidents.filter(({ id }) => id !== incidentId)
  const beside = incidentId !== undefined
  if (beside && open.length === 0) return null
  const linked = open.some(({ fields }) => fields.conversationId === conversationId)
  const mayOpen = !beside && conversationId !== undefined && !linked && may('flows.incident.open')
  return (
    <Section title={t(beside ? 'incident.others' : 'incident.title')} icon={TicketCheck}>
      {open.length === 0 && <p className="s t2">{t('incident.none')}</p>}
      <ul className="incident-cards">
        {open.slice(0, SHOWN).map((incident) => (
          <IncidentCard key={incident.id} incident={incident} />
        ))}
      </ul>
      {open.length > SHOWN && <p className="s t2 section-act">{t('incident.more', { count: open.length - SHOWN })}</p>}
      {mayOpen && (
        <p className="section-act">
          <Button onClick={() => setOpening(true)}>{t('incident.open')}</Button>
        </p>
      )}
      {opening && conversationId !== undefined && (
        <OpenIncident conversationId={conversationId} devices={data.devices} onClose={() => setOpening(false)} />
      )}
    </Section>
  )
}
