/**
 * Personal facts do not leave for a remote model: telephone numbers, identity cards, IMEIs, bank cards, number plates and
 * e-mail addresses become places such as `[PHONE_1]`, the same fact always the same place, and come back in the answer.
 */
export interface PersonalMask {
  mask(text: string): string
  /** Puts the facts back into a text of the model. */
  restore(text: string): string
  /** The same for a text that arrives in pieces: a place may be cut in two. */
  restoreStream(pieces: AsyncIterable<string>): AsyncIterable<string>
}

interface Kind {
  readonly name: string
  readonly pattern: RegExp
  readonly confirms?: (match: string) => boolean
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/** In order: a longer number must not be taken for a shorter one inside it. */
const KINDS: readonly Kind[] = [
  { name: 'EMAIL', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    name: 'ID_CARD',
    pattern: /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g,
  },
  { name: 'CARD', pattern: /(?<![\d-])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\d-])/g, confirms: isCard },
  { name: 'IMEI', pattern: /(?<!\d)\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?!\d)/g, confirms: hasLuhnDigit },
  { name: 'PHONE', pattern: /(?<![\d+])(?:(?:\+|00)86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g },
  { name: 'PHONE', pattern: /(?<!\d)\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,5}(?!\d)/g },
  { name: 'PHONE', pattern: /(?<![\d-])(?:\(0\d{2,3}\)|0\d{2,3})[ -]?[2-9]\d{6,7}(?![\d-])/g },
  { name: 'PHONE', pattern: /(?<![\d-])\(?[2-9]\d{2}\)?[ -]\d{3}-\d{4}(?![\d-])/g },
  {
    name: 'PLATE',
    pattern: new RegExp(`[${PROVINCES}][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z\\d]{4,5}[A-HJ-NP-Z\\d挂学警港澳]`, 'g'),
  },
]

const PLACE = /\[[A-Z_]+_\d+\]/g
const PLACE_LENGTH_MAX = 20

export function personalMask(): PersonalMask {
  const places = new Map<string, string>()
  const facts = new Map<string, string>()
  const counts = new Map<string, number>()

  function placeOf(kind: string, fact: string): string {
    const known = places.get(fact)
    if (known !== undefined) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const place = `[${kind}_${count}]`
    places.set(fact, place)
    facts.set(place, fact)
    return place
  }

  const restore = (text: string): string => text.replace(PLACE, (place) => facts.get(place) ?? place)
  return {
    mask: (text) =>
      KINDS.reduce(
        (masked, { name, pattern, confirms }) => replaceIn(masked, pattern, confirms, (fact) => placeOf(name, fact)),
        text,
      ),
    restore,
    restoreStream: (pieces) => restoreStream(pieces, restore),
  }
}

/** Full-width digits are looked at as ordinary ones; the fact itself is kept as it was written. */
function replaceIn(text: string, pattern: RegExp, confirms: Kind['confirms'], place: (fact: string) => string): string {
  const plain = text.replace(/[０-９＋＠－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  let masked = ''
  let end = 0
  for (const match of plain.matchAll(pattern)) {
    if (confirms && !confirms(match[0])) continue
    masked += text.slice(end, match.index) + place(text.slice(match.index, match.index + match[0].length))
    end = match.index + match[0].length
  }
  return masked + text.slice(end)
}

async function* restoreStream(
  pieces: AsyncIterable<string>,
  restore: (text: string) => string,
): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    held += piece
    const open = held.lastIndexOf('[')
    const mayContinue = open >= 0 && !held.includes(']', open) && held.length - open < PLACE_LENGTH_MAX
    const ready = mayContinue ? held.slice(0, open) : held
    held = held.slice(ready.length)
    if (ready !== '') yield restore(ready)
  }
  if (held !== '') yield restore(held)
}

function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length >= 16 && digits.length <= 19 && hasLuhnDigit(digits)
}

/** The check digit of ISO/IEC 7812. */
function hasLuhnDigit(text: string): boolean {
  const digits = Array.from(text.replace(/\D/g, ''), Number).reverse()
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
