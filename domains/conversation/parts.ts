import type { ModelPort } from '#engine/ai'
import type { Context } from '#engine/kernel'
import type { FileService } from '#engine/files'
import type { LiveHub } from '#engine/live'
import type { Database, SecretBox, Tx } from '#engine/store'
import type { VoicePort } from './thread/voice-port.ts'
import type { KnowledgePort } from './bot/knowledge-port.ts'
import type { ChannelDirectory } from './channels/directory.ts'

/** What the domain needs of the engine. */
export interface ConversationParts {
  readonly database: Database
  /** Made after the contributions, so it is asked for when it is needed. */
  readonly live: () => Pick<LiveHub, 'attach' | 'broadcast'>
  readonly files: Pick<FileService, 'keep' | 'get' | 'open' | 'link'>
  readonly secretBox: SecretBox
  /** Signs what visitors' browsers keep; 32 bytes (`deriveKey(master, 'visitor')`). */
  readonly visitorKey: Buffer
  /** Whether channels may call addresses of our own network: simulators and tests. */
  readonly allowPrivateAddresses: boolean
  /** The base address of a simulated platform in our own network, which channels may call all the same. */
  readonly simulatedPlatform?: () => string
  /** Where this process answers on its own machine: the test telephone is there. Absent: there is none. */
  readonly localUrl?: () => string
  /** Absent: the bot answers nothing and hands everything over. */
  readonly knowledge?: KnowledgePort
  /** Absent, or not available: agents are helped by what was written before, and by nothing else. */
  readonly model?: ModelPort
  /** Absent: voice messages stay as they came. */
  readonly voice?: VoicePort
}

/** The same, with the domain's own directory of channels. */
export interface Parts extends ConversationParts {
  readonly channels: ChannelDirectory
}

/** Says something to browsers that is true only now; what they missed is of no use later. */
export function broadcast({ live }: Parts, { tenantId }: Context, topic: string, name: string, data: unknown): void {
  live().broadcast(tenantId, topic, name, data)
}

/** Colleagues who look at a conversation look again, once the change is there. Customers hear nothing of this topic. */
export function tellColleagues(
  parts: Parts,
  tx: Tx,
  context: Context,
  conversationId: string,
  what: 'scheduled' | 'side' | 'links',
): void {
  const topic = `conversation.colleagues:${conversationId}`
  tx.afterCommit(() => broadcast(parts, context, topic, `conversation.${what}_changed`, { conversationId }))
}
