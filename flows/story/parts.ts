import type { Database } from '#engine/store'
import type { ConversationService } from '#domains/conversation'
import type { DeskService } from '#domains/desk'
import type { FieldService } from '#domains/field'
import type { FleetService } from '#domains/fleet'
import type { SubscriptionService } from '#domains/subscription'

/** What the story reads; what it does, it does over the outside doors. */
export interface StoryServices {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly field: FieldService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
}

export interface StoryParts extends StoryServices {
  readonly database: Database
  /** Where this process itself answers, HTTP and MQTT alike; known once the port is open. */
  readonly localUrl: () => string
  /** The password of the demo company's people, which is no secret. */
  readonly demoPassword: string
}
