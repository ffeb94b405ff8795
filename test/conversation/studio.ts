/** A service company with one queue, a web and a WeChat channel, and agents, for tests of conversations. */
import { clock, newId, type Context } from '#engine/kernel'
import type { FileService } from '#engine/files'
import { createUser } from '#engine/identity'
import { sql, type Database } from '#engine/store'
import { openConversation, type ConversationParts, type OpenConversation } from '#domains/conversation'
import { freshTenant } from '#test/database'
import type { Channel } from '../../domains/conversation/channels/directory.ts'
import { channelDirectory } from '../../domains/conversation/channels/directory.ts'
import type { Parts } from '../../domains/conversation/parts.ts'
import { partsFor } from './studio-parts.ts'

export interface Studio extends OpenConversation {
  readonly database: Database
  readonly context: Context
  readonly parts: Parts
  readonly files: FileService
  readonly queueId: string
  addAgent(
    name: string,
    settings?: { capacity?: number; skills?: string[]; presence?: 'online' | 'away' },
  ): Promise<Context>
  addChannel(kind: string, settings?: object, conduct?: object): Promise<Channel>
  /** A customer writes on a channel; answers the conversation's id. */
  write(channel: Channel, externalId: string, text: string, sourceId?: string): Promise<string>
  /** Does a job as the worker would. */
  run(job: string, payload?: object): Promise<void>
  rows<Row>(text: string): Promise<Row[]>
}

export async function openStudio(changes: Partial<ConversationParts> = {}): Promise<Studio> {
  const { database, context } = await freshTenant()
  const given = partsFor(database, changes)
  const opened = openConversation(given)
  const { service, contribution } = opened
  const parts: Parts = {
    ...given,
    channels: channelDirectory({ database, secretBox: given.secretBox, mayCallInside: () => true }),
  }
  const queue = { name: 'IT 支持', skills: ['it'], teamId: null, calendarId: null, acceptSeconds: 30 }
  const queueId = await service.saveQueue(context, queue)
  return {
    ...opened,
    database,
    context,
    parts,
    files: given.files as FileService,
    queueId,
    addAgent: async (name, { capacity = 5, skills = ['it'], presence = 'online' } = {}) => {
      const agentId = await database.withTenant(context, (tx) =>
        createUser(tx, context, { login: `${newId()}@example.com`, name, roles: ['agent'] }),
      )
      await service.saveAgent(context, agentId, { capacity, skills, teamId: null, presence })
      return { ...context, actor: { kind: 'user', id: agentId, name, roles: ['agent'], teamIds: [] } }
    },
    addChannel: async (kind, settings = {}, conduct = {}) => {
      const draft = {
        kind,
        name: kind,
        settings: settings as Record<string, unknown>,
        conduct: { queueId, ...conduct },
      }
      const channelId = await service.createChannel(context, draft)
      return (await parts.channels.find({ tenantId: context.tenantId, channelId }))!
    },
    write: async (channel, externalId, text, sourceId = newId()) => {
      await service.receive(context, channel.channelId, {
        kind: 'message',
        externalId,
        sourceId,
        content: { type: 'text', text },
        sentAt: clock.iso(),
      })
      const { channelId } = channel
      return (await service.findOpenByContact(context, { channelId, externalId }))!.conversationId
    },
    run: async (name, payload = {}) => {
      const handler = contribution.jobs!.find((job) => job.name === name)!
      await handler.run(handler.schema.parse(payload), context, new AbortController().signal)
    },
    rows: <Row>(text: string) => database.withTenant(context, (tx) => tx.all(sql<Row>`${sql.raw(text)}`)),
  }
}
