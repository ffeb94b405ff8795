import './home/index.ts'
// Before every other module's: whoever types a name mostly means a customer.
import './customers/finders.ts'
import { LayoutDashboard } from 'lucide-react'
import { lazy } from 'react'
import { registerLocale } from '#kit/i18n'
import { definePages, fillSlot } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import type { PartsFieldProps } from './context/parts-field.tsx'
import type { CustomerContext } from './context/use-customer.ts'

registerLocale('flows', { en, 'zh-CN': zh })

definePages({
  face: 'wall',
  icon: LayoutDashboard,
  labelKey: 'flows:wall.title',
  shortcut: 'G W',
  routes: [
    {
      path: '/wall',
      titleKey: 'flows:wall.title',
      may: 'flows.wall.read',
      nav: true,
      load: () => import('./wall/wall-page.tsx').then((m) => m.WallPage),
    },
    {
      path: '/wall/full',
      titleKey: 'flows:wall.full',
      may: 'flows.wall.read',
      bare: true,
      load: () => import('./wall/wall-page.tsx').then((m) => m.FullWall),
    },
  ],
})

const CustomerSection = lazy(async () => ({
  default: (await import('./context/customer-section.tsx')).CustomerSection,
}))
const DeviceSection = lazy(async () => ({ default: (await import('./context/device-section.tsx')).DeviceSection }))
const EntitlementSection = lazy(async () => ({
  default: (await import('./context/entitlement-section.tsx')).EntitlementSection,
}))
const IncidentSection = lazy(async () => ({
  default: (await import('./context/incident-section.tsx')).IncidentSection,
}))
const VisitSection = lazy(async () => ({ default: (await import('./context/visit-section.tsx')).VisitSection }))
const ConversationSection = lazy(async () => ({
  default: (await import('./context/conversation-section.tsx')).ConversationSection,
}))
const AskTeam = lazy(async () => ({ default: (await import('./context/ask-team.tsx')).AskTeam }))
const PartsField = lazy(async () => ({ default: (await import('./context/parts-field.tsx')).PartsField }))
const DeviceTab = lazy(async () => ({ default: (await import('./context/device-tab.tsx')).DeviceTab }))
const DeviceIncidents = lazy(async () => ({
  default: (await import('./context/device-tab.tsx')).DeviceIncidents,
}))

/** Whoever writes or is written about: the same five sections beside a conversation and beside an incident. */
for (const slot of ['conversation.context', 'desk.incident.context']) {
  fillSlot<CustomerContext>(slot, { order: 10, component: CustomerSection })
  fillSlot<CustomerContext>(slot, { order: 20, component: DeviceSection })
  fillSlot<CustomerContext>(slot, { order: 30, component: EntitlementSection })
  fillSlot<CustomerContext>(slot, { order: 40, component: IncidentSection })
  fillSlot<CustomerContext>(slot, { order: 50, component: VisitSection })
}
fillSlot<CustomerContext>('desk.incident.context', { order: 60, component: ConversationSection })
fillSlot<CustomerContext>('conversation.tasks', { order: 10, component: AskTeam })
fillSlot<PartsFieldProps>('desk.incident.parts', { order: 10, component: PartsField })
fillSlot<CustomerContext>('desk.incident.device', { order: 10, component: DeviceTab })
fillSlot<{ deviceId: string }>('fleet.device.context', { order: 10, component: DeviceIncidents })
