import {
  Bot,
  FileCheck,
  Gauge,
  Headset,
  Laptop,
  Link2,
  MessageCircle,
  Package,
  ReceiptText,
  Signature,
  Smartphone,
  Star,
  TicketCheck,
  TrendingUp,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import { useFormats, useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { Step, Story } from './api.ts'

interface Node {
  readonly icon: LucideIcon
  /** Texts below `chain.<key>`: the face, and what is told of the thing. */
  readonly key: string
  readonly title: string | undefined
}

/** The things that one step leads to, each the cause of the next. */
export function Chain({ story, step, playing }: { story: Story; step: Step; playing: boolean }) {
  const t = useText('story')
  const nodes = useNodes(story, step.step)
  const at = nodes.findIndex(({ title }) => title === undefined)
  return (
    <ol className="story-chain" aria-label={t('chain.label')}>
      {nodes.map(({ icon: Icon, key, title }, index) => {
        const done = title !== undefined && step.state !== 'waiting'
        const on = playing && index === at
        return (
          <li key={key} className={on ? 'on' : done ? 'done' : 'waits'}>
            <span className="s t2 row">
              <Icon aria-hidden size={14} strokeWidth={1.75} />
              {t(`chain.${key}.face`)}
              <span className={`right mark ${done ? 'ok' : on ? 'accent' : 'neutral'}`}>
                <Shape name={done ? 'done' : on ? 'half' : 'new'} size={14} />
              </span>
            </span>
            <b className="n cut">{done ? title : t(`chain.${key}.waits`)}</b>
            <span className="s t2">{t(`chain.${key}.detail`, { ...story.facts })}</span>
          </li>
        )
      })}
    </ol>
  )
}

function useNodes({ facts, panels }: Story, step: number): Node[] {
  const t = useText('story')
  const f = useFormats()
  const text = (name: string): string | undefined => (facts[name] === undefined ? undefined : String(facts[name]))
  const node = (icon: LucideIcon, key: string, title: string | undefined): Node => ({ icon, key, title })
  const { device, handOver, invoice, phone } = panels
  const rated = phone.findLast(({ mine }) => mine)?.text
  switch (step) {
    case 1:
      return [
        node(Laptop, 'device', text('deviceId') && device?.serial),
        node(
          Gauge,
          'health',
          text('deviceId') && device ? t('chain.health.title', { health: device.health }) : undefined,
        ),
        node(TicketCheck, 'incident', text('incidentNumber')),
      ]
    case 2:
      return [
        node(MessageCircle, 'question', phone.length > 0 ? t('chain.question.title') : undefined),
        node(Bot, 'answer', handOver?.citation ?? undefined),
        node(Headset, 'agent', text('agentName')),
        node(TicketCheck, 'linked', text('agentName') && text('incidentNumber')),
      ]
    case 3:
      return [
        node(TicketCheck, 'diagnosis', text('visitId') && text('incidentNumber')),
        node(Wrench, 'visit', text('technicianName') && text('visitNumber')),
        node(Package, 'part', panels.lane?.held ?? (text('certificate') && 'SSD-1T')),
        node(Link2, 'tracking', text('trackingUrl') && t('chain.tracking.title')),
      ]
    case 4:
      return [
        node(Smartphone, 'offline', text('postedAt') && text('technicianName')),
        node(Package, 'swap', text('postedAt') && text('newSerial')),
        node(Signature, 'signed', text('postedAt') && text('visitNumber')),
        node(FileCheck, 'certificate', text('certificate')),
      ]
    case 5:
      return [
        node(Star, 'rating', text('completedAt') && rated),
        node(TicketCheck, 'closed', text('incidentNumber')),
        node(TrendingUp, 'indicators', t('chain.indicators.title')),
      ]
    case 6:
      return [
        node(FileCheck, 'month', invoice ? f.month(invoice.periodStart) : undefined),
        node(ReceiptText, 'invoice', text('invoiceNumber')),
        node(
          ReceiptText,
          'total',
          invoice ? f.money({ amountMinor: invoice.totalMinor, currency: invoice.currency }) : undefined,
        ),
      ]
    default:
      return [node(TicketCheck, 'cases', text('linkedIncidents')), node(TrendingUp, 'problem', text('problemNumber'))]
  }
}
