import { Popover } from 'antd'
import { Image, Paperclip, Smile, type LucideIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import { useText } from '#kit/i18n'
import { Shortcut } from '#kit/ui'

const EMOJI = [
  '😊',
  '👍',
  '🙏',
  '👌',
  '🎉',
  '😅',
  '😔',
  '🤔',
  '👀',
  '✅',
  '❌',
  '⚠️',
  '🔧',
  '💻',
  '🖨️',
  '📶',
  '🔑',
  '📎',
  '⏳',
  '❤️',
]

interface ToolsProps {
  readonly onFile: (file: File) => void
  readonly onInsert: (text: string) => void
  readonly busy: boolean
}

/** What goes into a message besides words. */
export function Tools({ onFile, onInsert, busy }: ToolsProps) {
  const t = useText('conversation')
  return (
    <>
      <EmojiButton onInsert={onInsert} />
      <FileButton icon={Image} label={t('composer.image')} accept="image/*" onFile={onFile} busy={busy} />
      <FileButton icon={Paperclip} label={t('composer.file')} onFile={onFile} busy={busy} />
      <button type="button" className="canned-button" title={t('composer.canned')} onClick={() => onInsert('/')}>
        <span className="canned-word">{t('composer.canned')}</span> <Shortcut keys="/" />
      </button>
    </>
  )
}

function EmojiButton({ onInsert }: Pick<ToolsProps, 'onInsert'>) {
  const t = useText('conversation')
  const [open, setOpen] = useState(false)
  const pick = (emoji: string) => {
    setOpen(false)
    onInsert(emoji)
  }
  const palette = (
    <div className="emoji-palette">
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" aria-label={emoji} onClick={() => pick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={palette}>
      <button type="button" className="icon-button" aria-label={t('composer.emoji')} title={t('composer.emoji')}>
        <Smile aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </Popover>
  )
}

interface FileButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly accept?: string
  readonly busy: boolean
  readonly onFile: (file: File) => void
}

function FileButton({ icon: Icon, label, accept, busy, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          for (const file of target.files ?? []) onFile(file)
          target.value = ''
        }}
      />
    </>
  )
}
