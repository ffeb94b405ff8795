/** WeCom's message types in our words; undefined for those that nobody knows. */
import { TEXT_MAX } from '../../thread/content.ts'
import { asCard } from './cards.ts'
import { part, text, type Part, type WireMessage } from './wire.ts'

export function contentOf(message: WireMessage): unknown {
  const body = part(message, message.msgtype)
  switch (message.msgtype) {
    case 'text':
      return textOf(text(body, 'content'), text(body, 'menu_id'))
    case 'image':
      return media('image', text(body, 'media_id'), 'image.jpg', 'image/jpeg')
    case 'voice':
      return media('voice', text(body, 'media_id'), 'voice.amr', 'audio/amr')
    case 'video':
      return media('video', text(body, 'media_id'), 'video.mp4', 'video/mp4')
    case 'file':
      return media('file', text(body, 'media_id'), 'file', 'application/octet-stream')
    case 'location':
      return {
        type: 'location',
        latitude: Number(body['latitude']),
        longitude: Number(body['longitude']),
        label: [text(body, 'name'), text(body, 'address')].filter(Boolean).join(' · ').slice(0, 500),
      }
    case 'link':
      return linkOf(body)
    case 'miniprogram':
      return miniProgramOf(body) ?? asCard(message)
    default:
      return asCard(message)
  }
}

/** Undefined where something of it is missing: what there is makes a card. */
function miniProgramOf(body: Part) {
  const [appId, page, title] = [text(body, 'appid'), text(body, 'pagepath'), text(body, 'title').slice(0, 64)]
  if (page === '' || title === '' || !/^wx[0-9a-z]{6,30}$/i.test(appId)) return undefined
  return { ...media('mini_program', text(body, 'thumb_media_id'), 'card.jpg', 'image/jpeg'), title, appId, page }
}

function textOf(words: string, choiceId: string) {
  return { type: 'text', text: words.slice(0, TEXT_MAX), ...(choiceId === '' ? {} : { choiceId }) }
}

function media(type: string, mediaId: string, name: string, mimeType: string) {
  return { type, fileId: null, state: 'pending', name, mimeType, bytes: 0, mediaId }
}

function linkOf(body: Readonly<Record<string, unknown>>) {
  const url = text(body, 'url')
  const imageUrl = text(body, 'pic_url')
  const title = text(body, 'title').slice(0, 300)
  if (!/^https?:/.test(url)) return { type: 'text', text: [title, url].filter(Boolean).join('\n').slice(0, TEXT_MAX) }
  return {
    type: 'link',
    url,
    title,
    description: text(body, 'desc').slice(0, 1000),
    ...(/^https?:/.test(imageUrl) ? { imageUrl } : {}),
  }
}
