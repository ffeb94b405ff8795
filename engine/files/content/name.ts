/** Names as they are kept and sent: readable in any script, harmless in a header and on a disk. */

const NAME_MAX = 200

/** The last part of a path, without control characters and marks that turn the direction of writing around. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Bidi_Control}"<>|:*?]/gu, '')
    .trim()
    .toWellFormed()
  if (clean === '' || /^\.+$/.test(clean)) return 'file'
  return shortened(clean)
}

/** Cuts in front of the ending, which people read. */
function shortened(name: string): string {
  if (name.length <= NAME_MAX) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return name.slice(0, NAME_MAX - ending.length).toWellFormed() + ending
}

/** `attachment; filename="report.pdf"; filename*=UTF-8''%E6%8A%A5…` (RFC 6266, RFC 5987). */
export function contentDisposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`
}

/** What a browser may show by itself. Everything that can carry a script (SVG, HTML, XML) is only ever downloaded. */
export function mayShowInline(mediaType: string): boolean {
  return /^(?:image\/(?:jpeg|png|webp|gif|avif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/.test(
    mediaType,
  )
}
