import { useState } from 'react'
import type { ConversationDetail, Message } from '../api.ts'

export interface Copies {
  /** False where answers do not leave as mails. */
  readonly possible: boolean
  readonly addresses: readonly string[]
  /** Who was written to by the customer, by address. */
  readonly names: ReadonlyMap<string, string>
  /** What a message says of it. */
  readonly part: { readonly copies?: string[] }
  readonly change: (addresses: readonly string[]) => void
}

/** Who gets an answer besides the customer: whoever got his last mail, until the agent says otherwise. */
export function useCopies({ channelKind }: ConversationDetail, messages: readonly Message[]): Copies {
  const last = messages.findLast(({ author, content }) => author.kind === 'customer' && isMail(content))
  const others = (last && isMail(last.content) && last.content.mail?.others) || []
  const [chosen, choose] = useState<{ readonly seq: number | undefined; readonly addresses: readonly string[] }>()
  const seq = last?.seq
  const possible = channelKind === 'email'
  const addresses = chosen && chosen.seq === seq ? chosen.addresses : others.map(({ address }) => address)
  return {
    possible,
    addresses,
    part: possible && addresses.length > 0 ? { copies: [...addresses] } : {},
    names: new Map(others.map(({ address, name }) => [address, name || address])),
    change: (addresses) => choose({ seq, addresses }),
  }
}

function isMail(content: Message['content']): content is Extract<Message['content'], { type: 'text' }> {
  return content.type === 'text' && content.mail !== undefined
}
