/** The stories that cross domains, and the joint views over them. */
import type { Contribution } from '#engine/assembly'
import { allow, policy } from '#engine/identity'
import type { Party } from '#engine/party'
import type { Database } from '#engine/store'
import type { ConversationService } from '#domains/conversation'
import type { DeliveryService } from '#domains/delivery'
import type { DeskService } from '#domains/desk'
import type { FieldService } from '#domains/field'
import type { FleetService } from '#domains/fleet'
import type { SubscriptionService } from '#domains/subscription'
import { chatToIncidentFlow } from './chat-to-incident.ts'
import { closingWithRatingFlow } from './closing-with-rating.ts'
import { conversationTaskFlow } from './conversation-task.ts'
import { deviceFaultFlow } from './device-fault.ts'
import { orderToLiveDeviceFlow } from './order-to-live-device.ts'
import { flowRoutes } from './routes.ts'
import { storyRoutes } from './story/routes.ts'
import { simulatorRoutes } from './story/wechat/simulator.ts'
import { monthlyInvoices } from './usage-to-invoice.ts'
import { visitConsumesPartsFlow } from './visit-consumes-parts.ts'

export interface FlowParts {
  readonly database: Database
  readonly party: Party
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly field: FieldService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
  readonly delivery: DeliveryService
  /** Where customers reach this installation; known once the port is open. */
  readonly publicUrl: () => string
  /** Where this process itself answers, HTTP and MQTT alike. */
  readonly localUrl: () => string
  /** The password of a demo company's people; the story signs in as them. */
  readonly demoPassword: string
}

export { CAST } from './story/cast.ts'
export { simulatorBase } from './story/wechat/account.ts'

/** Only for the sign-in that begins with the story. */
const STORY_TELLER = 'story'
const EVERY_DESK_ROLE = ['agent', 'supervisor', 'dispatcher', 'technician', 'service_manager', 'finance']

export function openFlows(parts: FlowParts): Contribution {
  return {
    name: 'flows',
    policy: policy('flows', [
      ...EVERY_DESK_ROLE.map((role) => allow(role, 'customer.read', 'wall.read', 'story.play')),
      allow(STORY_TELLER, 'story.play'),
      allow('customer', 'home.read').ofOwnCustomer(),
      allow('agent', 'incident.open', 'task.ask'),
      allow('supervisor', 'incident.open', 'task.ask'),
    ]),
    subscribers: [
      deviceFaultFlow(parts),
      chatToIncidentFlow(parts),
      conversationTaskFlow(parts),
      visitConsumesPartsFlow(parts),
      closingWithRatingFlow(parts),
      orderToLiveDeviceFlow(parts),
    ],
    schedules: [monthlyInvoices(parts.subscription, (context) => parts.field.today(context))],
    routes: [flowRoutes(parts), storyRoutes(parts)],
    rawRoutes: simulatorRoutes(parts.database),
    topics: [{ name: 'flows.story', may: 'flows.story.play' }],
    locales: [
      { name: 'flows', folder: new URL('./locale/', import.meta.url) },
      { name: 'story', folder: new URL('./story/locale/', import.meta.url) },
    ],
  }
}
