/** The widget's routes: who asks is read from the visitor's token, and everything else follows from that. */
import type { FastifyRequest } from 'fastify'
import { clock } from '#engine/kernel'
import { PUBLIC, routes, type RawRoute, type RouteSet } from '#engine/http'
import { greetingOf } from '../../bot/turn.ts'
import { rate } from '../../close/rating.ts'
import { widgetContract } from '../../contract/widget.ts'
import { conversationRefusals } from '../../errors.ts'
import { withFile } from '../../inbox/commands.ts'
import type { Parts } from '../../parts.ts'
import type { MessageContent } from '../../thread/content.ts'
import { takeIn, takeMessage } from '../inbound.ts'
import { attachmentOf } from '../media.ts'
import { answersAsked, askForPerson, keepAnswers, leave, nameContact, readOwnThread, type Answers } from './acts.ts'
import type { WebSettings } from './channel.ts'
import { assertEmbeddable } from './origins.ts'
import { admit, findOwn, recognise, type Arriving, type KnownVisitor } from './visitor.ts'

export function widgetRoutes(parts: Parts): RouteSet {
  const known = (request: FastifyRequest): Promise<KnownVisitor> => recognise(parts, tokenOf(request), request.id)
  return routes(widgetContract, {
    openWidget: ({ params, body, request }) => openWidget(parts, params.address, body, request),
    readWidgetThread: async ({ query, request }) => readOwnThread(parts, await known(request), query),
    sendWidgetMessage: async ({ body, request }) => write(parts, await known(request), body),
    recallWidgetMessage: async ({ body, request }) => {
      const { channel, externalId } = await known(request)
      await takeIn(parts, channel, { kind: 'recall', sourceId: sourceOf(externalId, body.clientId) }, request.id)
    },
    askForPerson: async ({ request }) => {
      await askForPerson(parts, await known(request))
    },
    leaveConversation: async ({ request }) => {
      await leave(parts, await known(request))
    },
    rateConversation: async ({ body, request }) => {
      const { channelId, externalId, context } = await known(request)
      await parts.database.withTenant(context, (tx) => rate(tx, context, { ...body, by: { channelId, externalId } }))
    },
  })
}

interface Opening extends Arriving {
  readonly locale?: 'en' | 'zh-CN' | undefined
  readonly page?: string | undefined
}

async function openWidget(parts: Parts, address: string, opening: Opening, { headers, id }: FastifyRequest) {
  const { visitor, token } = await admit(parts, address, opening, id)
  const { origin, host } = headers
  assertEmbeddable(visitor.channel.connection.settings as WebSettings, { origin, host, page: opening.page })
  const { conduct, connection, name } = visitor.channel
  const { title, accent, preChat } = connection.settings as WebSettings
  const conversation = await parts.database.withTenant(visitor, async (tx) => {
    await nameContact(tx, visitor, opening)
    return findOwn(tx, visitor)
  })
  return {
    token,
    title: title || name,
    accent,
    botName: conduct.bot ? conduct.botName : null,
    greeting: greetingOf(visitor.channel, opening.locale ?? 'zh-CN'),
    preChat: preChat.map(({ options, kind = 'text', ...field }) => ({
      ...field,
      kind,
      ...(options ? { options } : {}),
    })),
    conversation,
  }
}

interface Written {
  readonly clientId: string
  readonly content: MessageContent
  readonly preChat?: Answers | undefined
}

async function write(parts: Parts, visitor: KnownVisitor, { clientId, content, preChat }: Written) {
  const { channel, context, externalId, words } = visitor
  const answers = answersAsked(channel, preChat)
  const arrival = {
    ...words,
    ...(answers['name'] === undefined ? {} : { name: answers['name'] }),
    channelId: channel.channelId,
    externalId,
    sourceId: sourceOf(externalId, clientId),
    content: await withFile(parts, context, content),
    sentAt: clock.iso(),
  }
  return parts.database.withTenant(context, async (tx) => {
    const appended = await takeMessage(tx, context, channel, arrival)
    if (!appended) return { conversationId: null, seq: 0, repeated: false }
    const { conversationId, seq, opened, outcome } = appended
    if (opened && preChat) await keepAnswers(tx, visitor, conversationId, answers)
    return { conversationId, seq, repeated: outcome === 'repeated' }
  })
}

/** Two visitors' browsers may make the same id; they mean different messages. */
function sourceOf(externalId: string, clientId: string): string {
  return `${externalId}:${clientId}`
}

/** `POST /api/conversation/widget/files`, a form with the part `file`: kept, and to be named in the next message. */
export function widgetUpload(parts: Parts): RawRoute {
  return {
    method: 'POST',
    path: '/api/conversation/widget/files',
    summary: 'A visitor uploads a file for a message; the part `file` of a multipart form',
    may: PUBLIC,
    handle: async (request, reply) => {
      const { context } = await recognise(parts, tokenOf(request), request.id)
      const upload = await request.file()
      if (!upload) throw conversationRefusals.fileNotFound()
      const { file: content, filename: name } = upload
      const stored = await parts.files.keep(context, { name, purpose: 'attachment', content })
      const type = stored.width !== null ? 'image' : stored.mediaType.startsWith('audio/') ? 'voice' : 'file'
      return reply.code(201).send({ type, ...attachmentOf(stored) })
    },
  }
}

function tokenOf({ headers }: FastifyRequest): string | undefined {
  return [headers['x-visitor']].flat()[0]
}
