import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react'
import { useSession, useStored } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi, type AgentNow, type ConversationDetail, type Message } from '../api.ts'
import { nameOf } from '../words.ts'
import { post } from './outbox.ts'
import { uploadAsContent } from './upload.ts'
import { useCopies } from './use-copies.ts'
import { useDraft } from './use-draft.ts'
import { useSending } from './use-sending.ts'
import { useSuggestions } from './use-suggestions.ts'

const TYPING_PAUSE_MS = 3000

export interface Composing {
  readonly conversation: ConversationDetail
  /** Whether I may write to the customer; notes to colleagues I may always write. */
  readonly mayReply: boolean
  readonly agents: readonly AgentNow[]
  /** What is known of the thread. */
  readonly messages: readonly Message[]
  readonly quoting: Message | undefined
  readonly onQuoted: () => void
}

/** What is being written, and everything that can be done with it. */
export function useComposer(
  composing: Composing,
  field: RefObject<HTMLTextAreaElement | null>,
  onMacro: (macroId: string) => void,
) {
  const { conversation, mayReply, agents, onQuoted } = composing
  const { conversationId } = conversation
  const [draft, write] = useDraft(conversation)
  const [enterSends, setEnterSends] = useStored('conversation.enterSends', false)
  const internal = draft.internal || !mayReply
  const sayTyping = useSayTyping(conversationId, internal)
  const copies = useCopies(conversation, composing.messages)
  const attaching = useAttaching(conversationId, copies.part)

  const replace = (text: string, caret: number) => {
    write({ text, internal })
    suggestions.setCaret(caret)
    field.current?.focus()
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
  }
  const suggestions = useSuggestions(draft.text, {
    internal,
    agents,
    words: usePlaceholders(conversation),
    replace,
    onMacro: mayReply ? onMacro : undefined,
  })

  const clear = () => {
    write({ text: '', internal: internal && mayReply })
    onQuoted()
  }
  const sending = useSending(composing, { text: draft.text, internal, copied: copies.part, clear })

  return {
    text: draft.text,
    internal,
    enterSends,
    setEnterSends,
    suggestions,
    copies,
    clear,
    ...sending,
    ...attaching,
    choose: (next: boolean) => {
      write({ text: draft.text, internal: next })
      field.current?.focus()
    },
    type: ({ value, selectionStart }: HTMLTextAreaElement) => {
      write({ text: value, internal })
      suggestions.setCaret(selectionStart)
      if (value !== '') sayTyping()
    },
    insert: (words: string) => {
      const at = field.current?.selectionStart ?? draft.text.length
      const { text, caret } = inserted(draft.text, at, words)
      replace(text, caret)
    },
    /** Other words instead, as a help with writing gives them. */
    replace: (text: string) => replace(text, text.length),
    onKeyDown: (event: KeyboardEvent) => {
      if (suggestions.onKey(event) || !isSending(event, enterSends)) return
      event.preventDefault()
      sending.send()
    },
    onPaste: (event: ClipboardEvent) => {
      if (!internal) attachPasted(event, attaching.attach)
    },
  }
}

/** A slash asks for canned replies only where a word begins. */
function inserted(text: string, at: number, words: string): { text: string; caret: number } {
  const before = text.slice(0, at)
  const glue = words === '/' && /\S$/.test(before) ? ' ' : ''
  return { text: before + glue + words + text.slice(at), caret: at + glue.length + words.length }
}

function isSending({ key, ctrlKey, metaKey, shiftKey, nativeEvent }: KeyboardEvent, enterSends: boolean): boolean {
  if (nativeEvent.isComposing || key !== 'Enter') return false
  return ctrlKey || metaKey || (enterSends && !shiftKey)
}

function attachPasted(event: ClipboardEvent, attach: (file: File) => void): void {
  if (event.clipboardData.files.length === 0) return
  event.preventDefault()
  for (const file of event.clipboardData.files) attach(file)
}

/** What the placeholders of a canned reply mean in this conversation. */
function usePlaceholders(conversation: ConversationDetail) {
  const t = useText('conversation')
  const { user } = useSession()
  return {
    customer: conversation.contactName ?? nameOf(t, conversation),
    organisation: conversation.organisationName ?? '',
    agent: user.name,
    channel: conversation.channelName,
  }
}

/** Files are kept first and then sent as messages of their own. */
function useAttaching(conversationId: string, copied: { copies?: string[] }) {
  const t = useText('conversation')
  const [uploading, setUploading] = useState(0)
  const attach = (file: File) => {
    setUploading((count) => count + 1)
    uploadAsContent(file)
      .then((content) => post({ conversationId, content: { ...content, ...copied }, internal: false }))
      .catch((error: Error) => toast({ text: t('composer.notUploaded', { name: file.name, reason: error.message }) }))
      .finally(() => setUploading((count) => count - 1))
  }
  return { uploading, attach }
}

/** Tells the others that I write, at most every few seconds. */
function useSayTyping(conversationId: string, internal: boolean): () => void {
  const quiet = useRef(false)
  return () => {
    if (quiet.current) return
    quiet.current = true
    setTimeout(() => (quiet.current = false), TYPING_PAUSE_MS)
    void conversationApi.call.showTyping({ params: { id: conversationId }, body: { internal } }).catch(() => undefined)
  }
}
