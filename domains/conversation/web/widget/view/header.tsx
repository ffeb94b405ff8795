/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Chat, ChatState } from '../../client/chat.ts'
import { say } from '../words.ts'
import { Icon } from './icons.tsx'

/** Who answers here, and what can be done besides writing. */
export function Header({ chat, state }: { chat: Chat; state: ChatState }) {
  const { session, conversation } = state
  const [open, setOpen] = useState(false)
  const title = session?.title ?? ''
  const acts = [
    ...(conversation?.status === 'bot' ? [{ word: 'person' as const, run: () => chat.askForPerson() }] : []),
    ...(conversation?.status === 'active' || conversation?.status === 'bot'
      ? [{ word: 'end' as const, run: () => chat.leave() }]
      : []),
  ]
  return (
    <header class="head">
      <span class="logo" aria-hidden="true">
        {title.slice(0, 1)}
      </span>
      <div class="head-words">
        <h1>{title}</h1>
        <p class="small">
          <span class={conversation?.status === 'closed' ? 'dot off' : 'dot'} aria-hidden="true" /> {stateWords(state)}
        </p>
      </div>
      {acts.length > 0 && (
        <div class="menu-place">
          <button
            type="button"
            class="round"
            aria-label={say('more')}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name="more" />
          </button>
          {open && (
            <div class="menu">
              {acts.map(({ word, run }) => (
                <button
                  key={word}
                  type="button"
                  onClick={() => {
                    setOpen(false)
                    void run().catch(() => undefined)
                  }}
                >
                  {say(word)}
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </header>
  )
}

function stateWords({ session, conversation }: ChatState): string {
  switch (conversation?.status) {
    case 'active':
      return conversation.agentName ? say('withAgent', { name: conversation.agentName }) : say('open')
    case 'queued':
      return say('inLine')
    case 'bot':
      return say('withBot', { name: session?.botName ?? say('bot') })
    case 'closed':
      return say('ended')
    default:
      return say('open')
  }
}
