import { clock } from '#engine/kernel'
import { messageContent, TEXT_MAX } from '../../thread/content.ts'
import type { Inbound } from '../channel.ts'
import { windowSince } from '../../contract/right.ts'
import { field, type XmlFields } from '../tencent/xml.ts'
import { rightOf } from './right.ts'

/** The message or event in our words; undefined for types that nobody knows. */
export function toInbound(fields: XmlFields): Inbound | undefined {
  const type = field(fields, 'MsgType')
  return type === 'event' ? readEvent(fields) : toMessage(fields, contentOf(type, fields))
}

function toMessage(fields: XmlFields, content: unknown): Inbound | undefined {
  const parsed = messageContent.safeParse(content)
  if (!parsed.success) return undefined
  return { kind: 'message', ...senderOf(fields), content: parsed.data, window: windowOf(fields) }
}

function windowOf(fields: XmlFields) {
  const right = rightOf(fields)
  return right && windowSince(clock.ms(), right)
}

/** The platform repeats a callback up to three times: with the same MsgId, events with the same sender and second. */
function senderOf(fields: XmlFields) {
  const from = field(fields, 'FromUserName')
  const created = field(fields, 'CreateTime')
  const messageId = field(fields, 'MsgId')
  const seconds = Number(created)
  return {
    externalId: from,
    locale: 'zh-CN',
    sourceId: messageId === '' ? [from, created, field(fields, 'Event')].join(':') : messageId,
    sentAt: Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000).toISOString() : clock.iso(),
  }
}

function contentOf(type: string, fields: XmlFields): unknown {
  switch (type) {
    case 'text':
      return textOf(field(fields, 'Content'), field(fields, 'bizmsgmenuid'))
    case 'image':
      return media('image', fields, 'image.jpg', 'image/jpeg')
    case 'voice':
      return voiceOf(fields)
    case 'video':
    case 'shortvideo':
      return media('video', fields, 'video.mp4', 'video/mp4')
    case 'location':
      return locationOf(fields)
    case 'link':
      return linkOf(fields)
    case 'miniprogrampage':
      return miniProgramOf(fields)
    default:
      return undefined
  }
}

function textOf(text: string, choiceId: string) {
  return { type: 'text', text: text.slice(0, TEXT_MAX), ...(choiceId === '' ? {} : { choiceId }) }
}

function media(type: 'image' | 'video', fields: XmlFields, name: string, mimeType: string) {
  return { type, fileId: null, state: 'pending', name, mimeType, bytes: 0, mediaId: field(fields, 'MediaId') }
}

function voiceOf(fields: XmlFields) {
  const format = field(fields, 'Format').toLowerCase() || 'amr'
  const transcript = field(fields, 'Recognition')
  return {
    type: 'voice',
    fileId: null,
    state: 'pending',
    name: `voice.${format}`,
    mimeType: format === 'amr' ? 'audio/amr' : `audio/${format}`,
    bytes: 0,
    mediaId: field(fields, 'MediaId'),
    ...(transcript === '' ? {} : { transcript }),
  }
}

/** Location_X is the latitude, Location_Y the longitude. */
function locationOf(fields: XmlFields) {
  return {
    type: 'location',
    latitude: Number.parseFloat(field(fields, 'Location_X')),
    longitude: Number.parseFloat(field(fields, 'Location_Y')),
    label: field(fields, 'Label').slice(0, 500),
  }
}

function miniProgramOf(fields: XmlFields) {
  const title = field(fields, 'Title').slice(0, 64)
  const [appId, page, mediaId] = [field(fields, 'AppId'), field(fields, 'PagePath'), field(fields, 'ThumbMediaId')]
  const picture = { fileId: null, state: 'pending', name: 'card.jpg', mimeType: 'image/jpeg', bytes: 0, mediaId }
  return { type: 'mini_program', ...picture, title, appId, page }
}

function linkOf(fields: XmlFields) {
  return {
    type: 'link',
    url: field(fields, 'Url'),
    title: field(fields, 'Title').slice(0, 300),
    description: field(fields, 'Description').slice(0, 1000),
  }
}

/** Our names for what happens on an account; those not listed keep the platform's own, in small letters. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  subscribe: 'subscribed',
  unsubscribe: 'unsubscribed',
  SCAN: 'scanned_code',
  LOCATION: 'told_location',
  VIEW: 'opened_menu_page',
  view_miniprogram: 'opened_mini_program',
  TEMPLATESENDJOBFINISH: 'template_delivered',
  user_authorization_revoke: 'authorization_revoked',
}

function readEvent(fields: XmlFields): Inbound | undefined {
  const name = field(fields, 'Event')
  const key = field(fields, 'EventKey')
  if (name === '') return undefined
  // Somebody who taps a menu or scans with it asks for something: that opens a conversation.
  if (name === 'CLICK') return toMessage(fields, textOf(key, `menu:${key}`))
  if (name === 'scancode_waitmsg') return toMessage(fields, textOf(scanned(fields), `scan:${key}`))
  const details = Object.entries(fields).filter(([field]) => !ENVELOPE.has(field))
  const scene = sceneOf(name, key)
  const window = windowOf(fields)
  return {
    kind: 'event',
    ...senderOf(fields),
    event: EVENT_NAMES[name] ?? name.toLowerCase(),
    details: Object.fromEntries(details),
    window,
    ...(name === 'subscribe' && window ? { greet: { code: '', until: window.expiresAt } } : {}),
    ...(scene === '' ? {} : { scene }),
  }
}

/** Who scans and does not follow the account yet follows it by that. */
function sceneOf(event: string, key: string): string {
  if (event === 'SCAN') return key
  return event === 'subscribe' && key.startsWith('qrscene_') ? key.slice('qrscene_'.length) : ''
}

const ENVELOPE = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event', 'MsgId'])

function scanned(fields: XmlFields): string {
  const code = fields['ScanCodeInfo']
  return typeof code === 'object' && code !== null ? field(code as XmlFields, 'ScanResult') : ''
}
