import type { StoryState } from '../state.ts'
import type { WireMessage } from '../wechat/phone.ts'

type PhoneMessage = StoryState['panels']['phone'][number]

/** A message of the wire, as the customer's screen shows it. */
export function shownOnPhone({ direction, payload, at }: WireMessage): PhoneMessage {
  const mine = direction === 'sent'
  return { mine, at, choices: [], url: null, ...(mine ? written(payload) : received(payload)) }
}

type Shown = Pick<PhoneMessage, 'kind' | 'text'> & Partial<PhoneMessage>

function written(payload: WireMessage['payload']): Shown {
  return payload['MsgType'] === 'image'
    ? { kind: 'picture', text: '' }
    : { kind: 'text', text: String(payload['Content']) }
}

function received(payload: WireMessage['payload']): Shown {
  if (payload['msgtype'] === 'msgmenu') {
    const { head_content: text, list } = payload['msgmenu'] as { head_content: string; list: { content: string }[] }
    return { kind: 'menu', text, choices: list.map(({ content }) => content) }
  }
  if (payload['msgtype'] === 'news') {
    const [article] = (payload['news'] as { articles: { title: string; url: string }[] }).articles
    return { kind: 'link', text: article?.title ?? '', url: article?.url ?? null }
  }
  return { kind: 'text', text: (payload['text'] as { content: string } | undefined)?.content ?? '' }
}
