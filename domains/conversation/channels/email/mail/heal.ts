/**
 * Old mail programs send characters without saying in which encoding, or say the wrong one. What cannot be what it says
 * is read as what it most likely is: Japanese by its escape sequences, else Chinese.
 */
import { isUtf8 } from 'node:buffer'

const LOOKED_AT_BYTES = 256 * 1024
/** What a body says that says nothing: the decoder would turn every other byte into a Latin letter. */
const SAYS_NOTHING = /^(us-ascii|utf-?8|unknown-8bit|x-unknown|binary|default)$/i

/** How ISO-2022-JP goes over to Japanese characters. */
const SHIFTS = ['\u001B$B', '\u001B$@']

export function healed(source: Buffer): Buffer {
  const end = headEnd(source)
  const [head, body] = [source.subarray(0, end), source.subarray(end)]
  const labels = charsetsIn(source)
  const told = labels.find((label) => !SAYS_NOTHING.test(label))
  const isJapanese = SHIFTS.some((shift) => body.subarray(0, LOOKED_AT_BYTES).includes(shift))
  const guess = isJapanese ? 'iso-2022-jp' : 'gb18030'
  const healedHead = isUtf8(head) ? head : recoded(head, told ?? guess)
  const bodyIsOdd = told === undefined && (!isUtf8(body) || isJapanese)
  const healedBody = bodyIsOdd ? recoded(body, guess) : body
  if (healedHead === head && healedBody === body) return source
  const whole = Buffer.concat([healedHead, healedBody])
  return bodyIsOdd && healedBody !== body ? relabelled(whole) : whole
}

function headEnd(source: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => source.indexOf(mark)).filter((at) => at >= 0)
  return ends.length === 0 ? source.length : Math.min(...ends)
}

function charsetsIn(source: Buffer): string[] {
  const text = source.subarray(0, LOOKED_AT_BYTES).toString('latin1')
  return [...text.matchAll(/charset\s*=\s*"?([\w.:-]{2,40})/gi)].map(([, label]) => label!)
}

/** In UTF-8 instead; as it was when it is not what it was taken for. */
function recoded(bytes: Buffer, label: string): Buffer {
  try {
    return Buffer.from(new TextDecoder(label, { fatal: true }).decode(bytes))
  } catch {
    return bytes
  }
}

/** It is UTF-8 now, and has to say so. */
function relabelled(source: Buffer): Buffer {
  const text = source.toString('utf8').replaceAll(/(charset\s*=\s*"?)[\w.:-]{2,40}/gi, '$1utf-8')
  if (/charset\s*=/i.test(text)) return Buffer.from(text)
  const isTyped = /^content-type:/im.test(text)
  return Buffer.from(isTyped ? text : `Content-Type: text/plain; charset=utf-8\r\n${text}`)
}
