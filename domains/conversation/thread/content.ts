/**
 * What a message can say. Every channel translates its platform's types into these and back; a thread stores them once.
 * Free of server code: the browser reads the same shapes.
 */
import { z } from 'zod'

/** Of an answer that leaves as a mail: who gets it besides the customer. */
const copies = { copies: z.array(z.email().max(200)).max(20).optional() }

/** A file of a message. While `state` is `pending` it is still being fetched from the platform. */
const attachment = {
  fileId: z.uuid().nullable(),
  state: z.enum(['ready', 'pending', 'failed']),
  name: z.string().max(300),
  mimeType: z.string().max(100),
  bytes: z.int().nonnegative(),
  /** The platform's name of it, for as long as the platform keeps it. */
  mediaId: z.string().max(300).optional(),
  ...copies,
}

const picture = { width: z.int().positive().optional(), height: z.int().positive().optional() }
const caption = { caption: z.string().max(1000).optional() }

/** The article behind an answer of the bot. */
export const citation = z.object({ articleId: z.string(), title: z.string(), updatedAt: z.string().optional() })

export const choice = z.object({ id: z.string().min(1).max(120), label: z.string().min(1).max(120) })

const linkPreview = z.object({
  url: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  site: z.string().nullable(),
})

export const TEXT_MAX = 4000

/** What a message that came as a mail brings with it. */
const mailHead = z.object({
  subject: z.string().max(300),
  /** Without angle brackets; answers name it and what it answered. */
  messageId: z.string().max(300),
  references: z.array(z.string().max(300)).max(30),
  /** To whom it went besides us. */
  others: z
    .array(z.object({ address: z.string().max(200), name: z.string().max(100) }))
    .max(20)
    .optional(),
  /** A program wrote it, or it is held for spam: nothing automatic answers it. */
  automatic: z.boolean(),
  /** The whole text, where older mails were cut off for reading. */
  original: z.string().max(20_000).optional(),
})

export const messageContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string().min(1).max(TEXT_MAX),
    /** Which choice of a menu was taken. */
    choiceId: z.string().max(120).optional(),
    /** What the page of its first link says of itself; found by us, never brought along. */
    preview: linkPreview.optional(),
    citations: z.array(citation).optional(),
    mail: mailHead.optional(),
    ...copies,
  }),
  z.object({ type: z.literal('image'), ...attachment, ...picture, ...caption }),
  z.object({
    type: z.literal('voice'),
    ...attachment,
    seconds: z.number().nonnegative().optional(),
    transcript: z.string().max(4000).optional(),
  }),
  z.object({ type: z.literal('video'), ...attachment, ...picture, ...caption, seconds: z.number().optional() }),
  z.object({ type: z.literal('file'), ...attachment }),
  z.object({
    type: z.literal('location'),
    /** WGS-84 or the platform's own datum, degrees. */
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    label: z.string().max(500),
  }),
  z.object({
    type: z.literal('link'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    title: z.string().max(300),
    description: z.string().max(1000).optional(),
    imageUrl: z.url({ protocol: /^https?$/ }).optional(),
  }),
  z.object({
    type: z.literal('card'),
    title: z.string().min(1).max(200),
    lines: z.array(z.object({ label: z.string().max(60), value: z.string().max(200) })).max(12),
    url: z.url({ protocol: /^https?$/ }).optional(),
  }),
  z.object({
    type: z.literal('menu'),
    text: z.string().min(1).max(TEXT_MAX),
    choices: z.array(choice).min(1).max(10),
    citations: z.array(citation).optional(),
  }),
  z.object({ type: z.literal('sticker'), ...attachment }),
  /** A page of a mini program; the file is the picture of its card. */
  z.object({
    type: z.literal('mini_program'),
    ...attachment,
    title: z.string().min(1).max(64),
    appId: z.string().regex(/^wx[0-9a-z]{6,30}$/i, 'begins with wx'),
    /** As the mini program itself names it, with what it is told: `pages/repair/status?id=7`. */
    page: z.string().min(1).max(1000),
  }),
  z.object({
    type: z.literal('event'),
    event: z.string().max(60),
    details: z.record(z.string(), z.unknown()).default({}),
  }),
  z.object({
    type: z.literal('note'),
    text: z.string().min(1).max(TEXT_MAX),
    mentions: z.array(z.uuid()).default([]),
    /** A supervisor says it to the agent alone. */
    whisper: z.boolean().optional(),
  }),
])

export type MessageContent = z.infer<typeof messageContent>
export type MessageType = MessageContent['type']
export type Attachment = Extract<
  MessageContent,
  { type: 'image' | 'voice' | 'video' | 'file' | 'sticker' | 'mini_program' }
>
export type Citation = z.infer<typeof citation>

/** What a customer may send on a channel of ours; events and notes are never his. */
export const customerContent = messageContent.refine(
  (content) =>
    !['event', 'note', 'menu', 'card', 'mini_program'].includes(content.type) &&
    !('preview' in content) &&
    !('copies' in content),
  'is not something that a customer can send',
)

/** What an agent may send to a customer. */
export const agentContent = messageContent.refine(
  (content) => content.type !== 'event' && content.type !== 'note' && !('preview' in content),
  'is not something that an agent can send',
)

export function isAttachment(content: MessageContent): content is Attachment {
  return 'fileId' in content
}
