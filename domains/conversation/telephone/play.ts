/** Obeys a TwiML document as a provider does: what is heard, and where it stops to wait for somebody. Pure. */
import { XMLParser } from 'fast-xml-parser'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly inside: readonly Element[]
}

export interface Heard {
  /** said: by the line; played: music; own: by this phone itself; other: by whoever is on the line; text: a message. */
  readonly kind: 'said' | 'played' | 'own' | 'other' | 'text' | 'key'
  readonly text: string
}

export type Stop =
  | { readonly kind: 'ringing' | 'ended' }
  | { readonly kind: 'goto'; readonly url: string }
  | { readonly kind: 'wait'; readonly seconds: number; readonly rest: readonly Element[] }
  | {
      readonly kind: 'gather'
      readonly action: string
      readonly keys: boolean
      readonly speech: boolean
      readonly seconds: number
      readonly rest: readonly Element[]
    }
  | {
      readonly kind: 'record'
      readonly action: string
      readonly tape: string
      readonly transcript: string
      readonly rest: readonly Element[]
    }
  | {
      readonly kind: 'conference'
      readonly room: string
      readonly endsIt: boolean
      readonly report: string
      readonly after: string
      readonly held: boolean
      readonly ears: 'open' | 'muted' | 'coach'
    }

/** Music is long; here it is over soon. */
const MUSIC_SECONDS = 6
const SPEECH_CHARS_A_SECOND = 12

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
})

type Parsed = Record<string, unknown>

export function parseTwiml(xml: string): readonly Element[] {
  const response = elementsOf(parser.parse(xml) as Parsed[]).find(({ name }) => name === 'Response')
  return response?.inside ?? []
}

function elementsOf(nodes: readonly Parsed[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'))
    if (name === undefined) return []
    const inside = node[name] as Parsed[]
    const text = inside.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('')
    const attributes = (node[':@'] ?? {}) as Record<string, string>
    return [{ name, attributes, text, inside: elementsOf(inside) }]
  })
}

/** Goes through the verbs until one waits. */
export function play(verbs: readonly Element[]): { readonly heard: readonly Heard[]; readonly stop: Stop } {
  const heard: Heard[] = []
  for (const [index, verb] of verbs.entries()) {
    const rest = verbs.slice(index + 1)
    if (verb.name === 'Say') heard.push({ kind: 'said', text: verb.text })
    else if (verb.name === 'Play') {
      heard.push({ kind: 'played', text: '' })
      return { heard, stop: { kind: 'wait', seconds: MUSIC_SECONDS, rest } }
    } else {
      const stop = stopOf(verb, rest)
      if (verb.name === 'Gather') heard.push(...promptOf(verb))
      if (stop) return { heard, stop }
    }
  }
  return { heard, stop: { kind: 'ended' } }
}

function promptOf({ inside }: Element): Heard[] {
  return inside.flatMap(({ name, text }): Heard[] => {
    if (name === 'Say') return [{ kind: 'said', text }]
    return name === 'Play' ? [{ kind: 'played', text: '' }] : []
  })
}

function stopOf(verb: Element, rest: readonly Element[]): Stop | undefined {
  const { attributes, text, inside } = verb
  const action = attributes['action'] ?? ''
  switch (verb.name) {
    case 'Hangup':
      return { kind: 'ended' }
    case 'Redirect':
      return { kind: 'goto', url: text }
    case 'Pause':
      return { kind: 'wait', seconds: Number(attributes['length'] ?? 1), rest }
    case 'Gather': {
      const input = (attributes['input'] ?? 'dtmf').split(' ')
      const seconds = Number(attributes['timeout'] ?? 5) + secondsOf(inside)
      return { kind: 'gather', action, keys: input.includes('dtmf'), speech: input.includes('speech'), seconds, rest }
    }
    case 'Record': {
      const tape = attributes['recordingStatusCallback'] ?? ''
      return { kind: 'record', action, tape, transcript: attributes['transcribeCallback'] ?? '', rest }
    }
    case 'Dial':
      return conferenceOf(inside, action)
    default:
      return undefined
  }
}

function secondsOf(prompt: readonly Element[]): number {
  return prompt.reduce((sum, { name, text }) => {
    if (name === 'Play') return sum + MUSIC_SECONDS
    return name === 'Say' ? sum + Math.ceil(text.length / SPEECH_CHARS_A_SECOND) : sum
  }, 0)
}

function conferenceOf(inside: readonly Element[], after: string): Stop | undefined {
  const room = inside.find(({ name }) => name === 'Conference')
  if (!room) return undefined
  const { attributes, text } = room
  return {
    kind: 'conference',
    room: text,
    endsIt: attributes['endConferenceOnExit'] === 'true',
    report: attributes['statusCallback'] ?? '',
    after,
    held: false,
    ears: 'open',
  }
}
