/** A message of the wire, as the customer's screen shows it; undefined for what no screen shows. Pure. */
import type { PhoneMessageShape } from '../contract/test-phone.ts'
import type { WireMessage } from './message.ts'

type Fields = Readonly<Record<string, unknown>>
type Shown = Pick<PhoneMessageShape, 'kind' | 'text'> & Partial<Pick<PhoneMessageShape, 'choices' | 'url'>>

/** `linkOf` opens a file of the platform. */
export function shownOnPhone(wire: WireMessage, linkOf: (mediaId: string) => string): PhoneMessageShape | undefined {
  const { platformId, direction, payload, recalled, at } = wire
  if (payload['msgtype'] === 'event') return undefined
  const mine = direction === 'in'
  const shown = typeof payload['MsgType'] === 'string' ? ofXml(payload, linkOf) : ofJson(payload, linkOf)
  return { id: platformId, mine, choices: [], url: null, ...shown, recalled, at }
}

function ofXml(fields: Fields, linkOf: (mediaId: string) => string): Shown {
  if (fields['MsgType'] === 'image') return { kind: 'image', text: '', url: linkOf(textIn(fields, 'MediaId')) }
  if (fields['MsgType'] === 'voice')
    return { kind: 'voice', text: textIn(fields, 'Recognition'), url: linkOf(textIn(fields, 'MediaId')) }
  return { kind: 'text', text: textIn(fields, 'Content') }
}

function ofJson(fields: Fields, linkOf: (mediaId: string) => string): Shown {
  const type = textIn(fields, 'msgtype')
  const body = partIn(fields, type)
  const mediaId = textIn(body, 'media_id')
  if (type === 'voice') return { kind: 'voice', text: '', url: linkOf(mediaId) }
  if (mediaId !== '') return { kind: type === 'image' ? 'image' : 'file', text: type, url: linkOf(mediaId) }
  if (type === 'msgmenu') return menuOf(body)
  if (type === 'news') {
    const [article = {}] = listIn(body, 'articles')
    return { kind: 'link', text: textIn(article, 'title'), url: textIn(article, 'url') }
  }
  if (type === 'link') return { kind: 'link', text: textIn(body, 'title'), url: textIn(body, 'url') }
  if (type === 'miniprogrampage' || type === 'miniprogram') return { kind: 'text', text: textIn(body, 'title') }
  if (type === 'location') return { kind: 'text', text: textIn(body, 'name') }
  return { kind: 'text', text: textIn(body, 'content') }
}

/** WeChat lists choices bare, WeCom by what each does. */
function menuOf(body: Fields): Shown {
  const items = listIn(body, 'list')
  const views = items.map((item) => partIn(item, 'view')).filter((view) => textIn(view, 'url') !== '')
  const text = [textIn(body, 'head_content'), ...views.map((view) => textIn(view, 'content'))]
    .filter(Boolean)
    .join('\n')
  const [view] = views
  if (view) return { kind: 'link', text, url: textIn(view, 'url') }
  const choices = items.map((item) => {
    const choice = item['type'] === 'click' ? partIn(item, 'click') : item
    return { id: textIn(choice, 'id'), label: textIn(choice, 'content') }
  })
  return { kind: 'menu', text, choices }
}

function partIn(value: Fields, name: string): Fields {
  const part = value[name]
  return typeof part === 'object' && part !== null ? (part as Fields) : {}
}

function listIn(value: Fields, name: string): readonly Fields[] {
  const list = value[name]
  return Array.isArray(list) ? (list as Fields[]) : []
}

function textIn(value: Fields, name: string): string {
  const text = value[name]
  return typeof text === 'string' ? text : ''
}
