/**
 * What a page says of itself: its title, a description, the name of its site. Only these texts are taken, never markup;
 * they are shown as text. The reader looks at tags one by one, so that no page can make it slow.
 */
export interface PageWords {
  readonly title: string
  readonly description: string | null
  readonly site: string | null
}

const TITLE_MAX = 200
const DESCRIPTION_MAX = 300

/** Undefined when the page has no title. */
export function wordsOfPage(html: string): PageWords | undefined {
  const metas = metasOf(html)
  const title = metas.get('og:title') ?? titleOf(html)
  if (!title) return undefined
  const description = metas.get('og:description') ?? metas.get('description') ?? ''
  return {
    title: title.slice(0, TITLE_MAX),
    description: description.slice(0, DESCRIPTION_MAX) || null,
    site: (metas.get('og:site_name') ?? '').slice(0, TITLE_MAX) || null,
  }
}

/** By `property` or `name`; the first of each counts. */
function metasOf(html: string): Map<string, string> {
  const metas = new Map<string, string>()
  for (const [tag] of html.matchAll(/<meta\s[^<>]{1,2000}>/gi)) {
    const { property, name = property, content } = attributesOf(tag)
    const key = (property ?? name)?.toLowerCase()
    if (key && content && !metas.has(key)) metas.set(key, plain(content))
  }
  return metas
}

function attributesOf(tag: string): Partial<Record<string, string>> {
  const found = tag.matchAll(/([a-zA-Z:-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)
  return Object.fromEntries([...found].map(([, name, a, b, c]) => [name!.toLowerCase(), a ?? b ?? c ?? '']))
}

function titleOf(html: string): string {
  const start = /<title[^<>]{0,200}>/i.exec(html)
  if (!start) return ''
  const from = start.index + start[0].length
  const end = html.indexOf('<', from)
  return end < 0 ? '' : plain(html.slice(from, Math.min(end, from + 2000)))
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const CODE_POINT_MAX = 0x10_ff_ff

function plain(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
      return code > 0 && code <= CODE_POINT_MAX ? String.fromCodePoint(code) : ' '
    })
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .toWellFormed()
}

/** The charset that the answer or the page names; UTF-8 when none or an unknown one is named. */
export function decodePage(body: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 2048))
  const [, charset = 'utf-8'] = /charset\s{0,3}=\s{0,3}["']?([\w-]{2,40})/i.exec(`${contentType} ${head}`) ?? []
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}
