/** The provider's language for what happens next in a call (TwiML), as text. Written, never parsed, here. */

export interface Verb {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>
  readonly inside: readonly (Verb | string)[]
}

/** `verb('Say', { language: 'en-US' }, 'Hello')`; attributes that are undefined are left out. */
export function verb(name: string, attributes: Verb['attributes'] = {}, ...inside: (Verb | string)[]): Verb {
  return { name, attributes, inside }
}

export function twiml(...verbs: readonly Verb[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${write(verb('Response', {}, ...verbs))}`
}

function write({ name, attributes, inside }: Verb): string {
  const dressed = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(String(value)).replaceAll('"', '&quot;')}"`],
  )
  const content = inside.map((part) => (typeof part === 'string' ? escape(part) : write(part))).join('')
  return content === '' ? `<${name}${dressed.join('')}/>` : `<${name}${dressed.join('')}>${content}</${name}>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
