/** @jsxImportSource preact */
import type { Content } from '../../client/shapes.ts'
import type { Chat } from '../../client/chat.ts'
import { Icon } from './icons.tsx'

interface ChoicesProps {
  readonly chat: Chat
  readonly content: Extract<Content, { type: 'menu' }>
  /** Only the last question can still be answered by a button. */
  readonly active: boolean
  readonly taken: string | undefined
}

/** The answers that are offered; a taken one stays marked. */
export function Choices({ chat, content: { choices }, active, taken }: ChoicesProps) {
  return (
    <div class="choices">
      {choices.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          class={id === taken ? 'choice on' : 'choice'}
          disabled={!active || taken !== undefined}
          aria-pressed={id === taken}
          onClick={() => chat.write({ type: 'text', text: label, choiceId: id })}
        >
          {label}
          <Icon name={id === taken ? 'check' : 'chevron'} size={16} />
        </button>
      ))}
    </div>
  )
}
