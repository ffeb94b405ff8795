/**
 * The words of an HTML mail. It is read from left to right once, whatever stands in it: no tag is ever believed, and no
 * input takes longer than its length.
 */
import { withEntities } from './entities.ts'

const SKIPPED = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg'])
const LINES = new Set(['br', 'div', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'ul', 'ol', 'table'])
const PARAGRAPHS = new Set(['p', 'blockquote', 'pre'])
const CHARS_MAX = 500_000

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly source: string
}

export function htmlText(html: string): string {
  const text = html.slice(0, CHARS_MAX)
  // Only ASCII letters: other ones change their length when they become small, and places would not agree.
  const small = text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
  const behind = (mark: string, from: number): number => {
    const found = small.indexOf(mark, from)
    return found < 0 ? text.length : found + mark.length
  }
  let [out, at, href] = ['', 0, '']
  while (at < text.length) {
    const open = small.indexOf('<', at)
    const end = open < 0 ? text.length : open
    out += wordsOf(text.slice(at, end))
    if (small.startsWith('<!--', end)) {
      at = behind('-->', end)
      continue
    }
    const close = behind('>', end)
    const tag = tagOf(text.slice(end, close))
    at = !tag.closing && SKIPPED.has(tag.name) ? behind('>', behind(`</${tag.name}`, close)) : close
    out += tag.name === 'a' && tag.closing ? linkOf(out, href) : spaceFor(tag)
    if (tag.name === 'a') href = tag.closing ? '' : wordsOf(valueOf(HREF, tag.source)).trim()
  }
  return tidy(out)
}

function tagOf(source: string): Tag {
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source) ?? []
  return { name: name.toLowerCase(), closing: slash !== '', source }
}

function spaceFor({ name, closing, source }: Tag): string {
  if (name === 'img' && !closing) return imageWords(source)
  if (PARAGRAPHS.has(name)) return '\n\n'
  if (name === 'li' && !closing) return '\n• '
  if (name === 'td' || name === 'th') return ' '
  return LINES.has(name) ? '\n' : ''
}

function imageWords(source: string): string {
  const alt = wordsOf(valueOf(ALT, source)).trim()
  return alt === '' ? '' : `[${alt}]`
}

/** Where a link leads stands behind its words, unless they say it themselves. */
function linkOf(out: string, href: string): string {
  return !/^https?:/i.test(href) || out.endsWith(href) ? '' : ` (${href})`
}

const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i
const ALT = /\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i

function valueOf(attribute: RegExp, source: string): string {
  const [, double, single, bare] = attribute.exec(source) ?? []
  return double ?? single ?? bare ?? ''
}

function wordsOf(text: string): string {
  return withEntities(text.replaceAll(/[ \t\r\n\f]+/g, ' '))
}

function tidy(text: string): string {
  const lines = text.replaceAll('\u00A0', ' ').split('\n')
  return lines
    .map((line) => line.replaceAll(/ {2,}/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
