const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.md': 'text/markdown',
  '.json': 'application/json',
  '.ics': 'text/calendar',
  '.eml': 'message/rfc822',
}

/** Tags that make a browser take a text for a page (WHATWG MIME Sniffing, and any script wherever it stands). */
const PAGE = /<(?:!doctype html|html|head|body|script|iframe|style|title|h1|div|table|br|a|p|b|img|link|meta)[\s/>]/i

/** Control characters other than white space. */
const BINARY = /(?!\s)\p{Cc}/u

/** The kind of a text by its beginning: SVG and HTML are found whatever the file is called; undefined when it is no text. */
export function textTypeOf(head: Buffer, extension: string): string | undefined {
  const text = decode(head)
  if (text === undefined) return undefined
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml'
  if (extension !== '.md' && extension !== '.eml' && PAGE.test(text)) return 'text/html'
  if (/^\s*<\?xml\s/.test(text)) return 'application/xml'
  return BY_EXTENSION[extension] ?? 'text/plain'
}

/** UTF-8, UTF-16 with a mark, or GB 18030; bytes that no text contains make it none. */
function decode(head: Buffer): string | undefined {
  const mark = head.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return head.toString('utf16le')
  if (mark === 'feff')
    return Buffer.from(head)
      .subarray(0, head.length & ~1)
      .swap16()
      .toString('utf16le')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      // `stream` forgives a character that is cut at the end of the head.
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      if (!BINARY.test(text)) return text
    } catch {
      // Not this encoding.
    }
  }
  return undefined
}
