import { fetchOutside } from '#engine/http'
import { isAttachment, type Attachment, type MessageContent } from '../../thread/content.ts'
import { plainText } from '../../thread/plain-text.ts'
import type { MediaFile, Outbound } from '../channel.ts'
import { uploadMedia, type TencentApi } from '../tencent/api.ts'

export type Payload = Readonly<Record<string, unknown>> & { readonly msgtype: string }

const MB = 1024 * 1024
/** What the platform takes as what; anything else goes as a file. */
const MEDIA = {
  image: { types: /^image\/(jpeg|png)$/, bytesMax: 10 * MB },
  voice: { types: /^audio\/amr$/, bytesMax: 2 * MB },
  video: { types: /^video\/mp4$/, bytesMax: 10 * MB },
  file: { types: /^/, bytesMax: 20 * MB },
} as const
const THUMB_BYTES_MAX = 2 * MB
const LABEL_CHARS_MAX = 40

/** A message in the platform's words; its files are uploaded first. */
export async function payloadOf(
  { content, openFile }: Outbound,
  api: TencentApi,
): Promise<Payload | 'too_large' | 'not_supported'> {
  if (content.type === 'mini_program') return miniProgram(content, await openFile(), api)
  if (isAttachment(content)) return mediaPayload(content, await openFile(), api)
  if (content.type === 'link' && content.imageUrl !== undefined) {
    return (await linkPayload(content, content.imageUrl, api)) ?? structured(content)
  }
  return structured(content)
}

type Plain = Exclude<Attachment, { type: 'mini_program' }>

async function mediaPayload(content: Plain, file: MediaFile, api: TencentApi): Promise<Payload | 'too_large'> {
  const wanted = content.type === 'sticker' ? 'image' : content.type
  const type = MEDIA[wanted].types.test(file.mimeType) ? wanted : 'file'
  if (file.body.byteLength > MEDIA[type].bytesMax) return 'too_large'
  return { msgtype: type, [type]: { media_id: await uploadMedia(api, type, file) } }
}

async function miniProgram(
  { title, appId: appid, page }: Extract<MessageContent, { type: 'mini_program' }>,
  file: MediaFile,
  api: TencentApi,
): Promise<Payload | 'too_large' | 'not_supported'> {
  if (!MEDIA.image.types.test(file.mimeType)) return 'not_supported'
  if (file.body.byteLength > MEDIA.image.bytesMax) return 'too_large'
  const thumb_media_id = await uploadMedia(api, 'image', file)
  return { msgtype: 'miniprogram', miniprogram: { appid, title, thumb_media_id, pagepath: withEnding(page) } }
}

/** WeChat finds no page from here whose path does not end so. */
function withEnding(page: string): string {
  const [, path = '', rest = ''] = /^([^?]*)(.*)$/s.exec(page) ?? []
  return path.endsWith('.html') ? page : `${path}.html${rest}`
}

/** A link needs a picture that lies on the platform; undefined when there is none to be had. */
async function linkPayload(
  { title, description = '', url }: Extract<MessageContent, { type: 'link' }>,
  imageUrl: string,
  api: TencentApi,
): Promise<Payload | undefined> {
  const limits = { maxBytes: THUMB_BYTES_MAX, allowPrivate: api.allowPrivate }
  const image = await fetchOutside(imageUrl, limits).catch(() => undefined)
  const mimeType = image?.headers['content-type'] ?? ''
  if (image?.status !== 200 || !MEDIA.image.types.test(mimeType)) return undefined
  const thumb = await uploadMedia(api, 'image', { name: 'picture', mimeType, body: image.body })
  return { msgtype: 'link', link: { title, desc: description, url, thumb_media_id: thumb } }
}

function structured(content: MessageContent): Payload {
  if (content.type === 'menu') {
    const list = content.choices.map(({ id, label }) => ({ type: 'click', click: { id, content: short(label) } }))
    return menu(content.text, list)
  }
  if (content.type === 'link') {
    const list = [{ type: 'view', view: { url: content.url, content: short(content.title || content.url) } }]
    return menu(content.description ?? '', list)
  }
  if (content.type === 'card' && content.url !== undefined) {
    const head = content.lines.map(({ label, value }) => `${label} ${value}`).join('\n')
    return menu(head, [{ type: 'view', view: { url: content.url, content: short(content.title) } }])
  }
  if (content.type === 'location') {
    const { label: name, latitude, longitude } = content
    return { msgtype: 'location', location: { name, address: name, latitude, longitude } }
  }
  return { msgtype: 'text', text: { content: plainText(content) } }
}

function menu(head: string, items: readonly object[]): Payload {
  return { msgtype: 'msgmenu', msgmenu: { head_content: head, list: items, tail_content: '' } }
}

/** A choice may have 128 bytes: 40 Chinese characters. */
function short(label: string): string {
  const letters = Array.from(label)
  return letters.length > LABEL_CHARS_MAX ? `${letters.slice(0, LABEL_CHARS_MAX - 1).join('')}…` : label
}
