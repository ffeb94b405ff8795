/** Puts the modules together. Read it from top to bottom: what a module needs is made above it. */
import type { Contribution } from '#engine/assembly'
import type { Bus } from '#engine/events'
import { deriveKey, type Database } from '#engine/store'
import type { LiveHub } from '#engine/live'
import { createModelPort } from '#engine/ai'
import { openConversation, type ConversationService } from '#domains/conversation'
import { openDelivery, type DeliveryService } from '#domains/delivery'
import { openDesk, type DeskService } from '#domains/desk'
import { openField, type FieldService } from '#domains/field'
import { openFleet, type FleetService } from '#domains/fleet'
import { openSubscription, type SubscriptionService } from '#domains/subscription'
import { openFlows, simulatorBase } from '../flows/index.ts'
import type { Config } from './config.ts'
import { knowledgePort } from './knowledge-port.ts'
import { voicePort } from './voice-port.ts'
import { wireEngine, type EngineServices } from './wiring-engine.ts'
import { operations, wireMessages } from './wiring-messages.ts'

export interface WiringParts {
  readonly config: Config
  readonly database: Database
  readonly bus: Bus
  readonly secret: string
  /** Made after everything that contributes to it. */
  readonly live: () => LiveHub
  /** The address that browsers use; known once the port is open. */
  readonly publicUrl: () => string
  /** Where this process answers on its own machine; known once the port is open. */
  readonly localUrl: () => string
  readonly demoPassword: string
}

export interface Wired {
  readonly contributions: readonly Contribution[]
  readonly services: Services
}

export interface Services extends EngineServices {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly fleet: FleetService
  readonly field: FieldService
  readonly subscription: SubscriptionService
  readonly delivery: DeliveryService
}

export async function wire(parts: WiringParts): Promise<Wired> {
  const { database } = parts
  const engine = wireEngine(parts)
  const conversation = openConversation({
    database,
    live: parts.live,
    files: engine.services.files,
    secretBox: engine.services.secretBox,
    visitorKey: deriveKey(parts.secret, 'visitor'),
    allowPrivateAddresses: parts.config.allowPrivateAddresses,
    simulatedPlatform: () => simulatorBase(parts.localUrl()),
    localUrl: parts.localUrl,
    knowledge: knowledgePort(database),
    model: createModelPort(database, parts.config.model),
    voice: voicePort(parts.config.voice),
  })
  const desk = openDesk({ database, files: engine.services.files })
  const field = openField({ database, trackingKey: deriveKey(parts.secret, 'tracking links') })
  const subscription = openSubscription({
    database,
    documents: engine.services.documents,
    portalUrl: parts.config.publicUrl ?? `http://localhost:${parts.config.port}`,
  })
  const delivery = openDelivery({ database, documents: engine.services.documents })
  const fleet = await openFleet({ database })
  const services: Services = {
    ...engine.services,
    conversation: conversation.service,
    desk: desk.service,
    fleet: fleet.service,
    field: field.service,
    subscription: subscription.service,
    delivery: delivery.service,
  }
  const contributions = [
    ...engine.contributions,
    ...wireMessages(parts, engine.services),
    conversation.contribution,
    desk.contribution,
    fleet.contribution,
    field.contribution,
    subscription.contribution,
    delivery.contribution,
    openFlows({
      database,
      publicUrl: parts.publicUrl,
      localUrl: parts.localUrl,
      demoPassword: parts.demoPassword,
      ...services,
    }),
  ]
  return { services, contributions: [...contributions, operations(parts, contributions)] }
}
