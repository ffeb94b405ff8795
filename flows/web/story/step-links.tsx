import { Button } from 'antd'
import { ArrowUpRight } from 'lucide-react'
import { useGo, useMay } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { allRoutes } from '#kit/slots'
import type { Facts, Story } from './api.ts'

interface ScreenLink {
  readonly key: string
  readonly path: string
  /** Opened beside the console: papers, the customer's own pages. */
  readonly outside?: boolean
}

/** The screens on which the step can be seen, as far as the person may open them. */
export function StepLinks({ story, step }: { story: Story; step: number }) {
  const t = useText('story')
  const go = useGo()
  const may = useMay()
  const locale = useLocale()
  const links = linksOf(story.facts, step, locale).filter((link) => link.outside || isOffered(link.path, may))
  return (
    <div className="story-links">
      {links.map(({ key, path, outside }) => (
        <Button
          key={key}
          {...(outside ? { href: path, target: '_blank', rel: 'noreferrer' } : { onClick: () => go(path) })}
          icon={<ArrowUpRight aria-hidden size={14} strokeWidth={1.75} />}
        >
          {t(`links.${key}`)}
        </Button>
      ))}
    </div>
  )
}

function isOffered(path: string, may: (permission: string) => boolean): boolean {
  const [pathname = ''] = path.split('?')
  const route = allRoutes().find((each) => new RegExp(`^${each.path.replace(/\$\w+/g, '[^/]+')}$`).test(pathname))
  return route !== undefined && (route.may === undefined || may(route.may))
}

function linksOf(facts: Facts, step: number, locale: string): ScreenLink[] {
  const to = (key: string, fact: string, path: (id: string) => string, outside = false): ScreenLink[] => {
    const id = facts[fact]
    return id === undefined ? [] : [{ key, path: path(String(id)), outside }]
  }
  const incident = to('incident', 'incidentId', (id) => `/desk/incidents/${id}`)
  const device = to('device', 'deviceId', (id) => `/fleet/devices/${id}`)
  const conversation = to('conversation', 'conversationId', (id) => `/conversation/${id}`)
  const board = to('board', 'visitId', () => '/field/board')
  const tracking = to('tracking', 'trackingUrl', (url) => new URL(url).pathname, true)
  const pdf = to('pdf', 'invoiceId', (id) => `/api/subscription/invoices/${id}/pdf?locale=${locale}`, true)
  const invoice = to('invoice', 'invoiceId', (id) => `/subscription/invoices/${id}`)
  const problems = to('problems', 'problemId', () => '/desk/problems')
  const byStep = [
    [...device, ...incident],
    [...conversation, ...incident],
    [...board, ...tracking],
    [...device, ...incident],
    [...conversation, ...incident],
    [...invoice, ...pdf],
    problems,
  ]
  return byStep[step - 1] ?? []
}
