/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { Chat, ChatState } from '../../client/chat.ts'
import { say } from '../words.ts'
import { Icon } from './icons.tsx'

const EMOJI = ['😊', '👍', '🙏', '👌', '🎉', '😅', '😔', '🤔', '❤️', '✅', '❌', '⏳'] as const
const TEXT_MAX = 4000

interface ComposerProps {
  readonly chat: Chat
  readonly state: ChatState
  /** To be sent along with the first words. */
  readonly answers: Record<string, string> | undefined
}

/** Where the visitor writes: words, emoji, pictures and files, also pasted. */
export function Composer({ chat, state, answers }: ComposerProps) {
  const [text, setText] = useState('')
  const [palette, setPalette] = useState(false)
  const { note, attach } = useAttaching(chat, answers)
  const send = () => {
    if (text.trim() === '') return
    chat.write({ type: 'text', text: text.trim() }, answers)
    setText('')
    setPalette(false)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {note && (
        <p class="small note" role="status">
          {note}
        </p>
      )}
      {palette && <Palette onPick={(emoji) => setText(text + emoji)} />}
      <div class="composer-row">
        <button
          type="button"
          class="round"
          aria-label={say('emoji')}
          aria-expanded={palette}
          onClick={() => setPalette(!palette)}
        >
          <Icon name="smile" />
        </button>
        <Field
          text={text}
          hint={hintOf(state)}
          onText={(next) => {
            setText(next)
            chat.typing()
          }}
          onSend={send}
          onFile={attach}
        />
        {text.trim() === '' ? (
          <FileButton onFile={attach} />
        ) : (
          <button type="submit" class="round send" aria-label={say('send')}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  )
}

interface FieldProps {
  readonly text: string
  readonly hint: string
  readonly onText: (text: string) => void
  readonly onSend: () => void
  readonly onFile: (file: File) => void
}

/** Enter sends, Shift Enter begins a line. */
function Field({ text, hint, onText, onSend, onFile }: FieldProps) {
  return (
    <textarea
      rows={1}
      maxLength={TEXT_MAX}
      value={text}
      aria-label={hint}
      placeholder={hint}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        onSend()
      }}
      onPaste={(event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        if (files.length > 0) event.preventDefault()
        for (const file of files) onFile(file)
      }}
    />
  )
}

function Palette({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <div class="palette">
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" aria-label={emoji} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}

function hintOf({ conversation }: ChatState): string {
  if (conversation?.status === 'queued') return say('writeWaiting')
  return say(conversation?.status === 'closed' ? 'writeAgain' : 'write')
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="round" aria-label={say('attach')} onClick={() => input.current?.click()}>
        <Icon name="plus" />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('attach')}
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) onFile(file)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

function useAttaching(chat: Chat, answers: Record<string, string> | undefined) {
  const [note, setNote] = useState('')
  const attach = (file: File) => {
    setNote(say('uploading', { name: file.name }))
    chat.upload(file).then(
      (content) => {
        setNote('')
        chat.write(content, answers)
      },
      (error: Error) => setNote(`${say('notUploaded', { name: file.name })}: ${error.message}`),
    )
  }
  return { note, attach }
}
