import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useText } from '#kit/i18n'
import { Slot, useKeys } from '#kit/slots'
import { Shortcut, TabStrip } from '#kit/ui'
import { SendLater } from '../later/send-later.tsx'
import { MacroDialog } from '../macros/macro-dialog.tsx'
import type { Message } from '../api.ts'
import { gist } from '../words.ts'
import { CautionNotice } from '../sensitive/caution-notice.tsx'
import { CopiesField } from './copies-field.tsx'
import { CrossingNotice } from './crossing-notice.tsx'
import { MiniProgramButton } from './mini-program.tsx'
import { SuggestionList, SUGGESTIONS_ID } from './suggestion-list.tsx'
import { Tools } from './tools.tsx'
import { useComposer, type Composing } from './use-composer.ts'
import './composer.css'

const TEXT_MAX = 4000
/** Channels whose customers have mini programs. */
const MINI_PROGRAMS = new Set(['wechat', 'wecom'])

/** Below the thread: words for the customer, or a note that only colleagues see. */
export function Composer(composing: Composing) {
  const t = useText('conversation')
  const field = useRef<HTMLTextAreaElement>(null)
  const [macroId, setMacroId] = useState<string>()
  const composer = useComposer(composing, field, setMacroId)
  const { text, internal, suggestions, choose } = composer
  const { mayReply, quoting, onQuoted } = composing
  useKeys([
    { keys: 'R', titleKey: 'conversation:composer.reply', group: 'screen', run: () => choose(false) },
    { keys: 'M', titleKey: 'conversation:composer.note', group: 'screen', run: () => choose(true) },
  ])
  /** Back to the words. */
  const write = (then: () => void) => {
    then()
    field.current?.focus()
  }
  const tabs = (['reply', 'note'] as const)
    .filter((key) => key === 'note' || mayReply)
    .map((key) => ({ key, label: t(`composer.${key}`) }))
  const hint = t(internal ? 'composer.noteHint' : 'composer.replyHint')
  const suggests = suggestions.items.length > 0
  return (
    <div className={internal ? 'chat-composer internal' : 'chat-composer'}>
      <SuggestionList items={suggestions.items} at={suggestions.at} onPick={suggestions.pick} />
      <TabStrip
        label={t('composer.kind')}
        tabs={tabs}
        value={internal ? 'note' : 'reply'}
        onChange={(key) => choose(key === 'note')}
      />
      {composer.copies.possible && !internal && (
        <CopiesField copies={composer.copies} conversation={composing.conversation} />
      )}
      {quoting && !internal && <Quote quoting={quoting} onQuoted={onQuoted} />}
      <textarea
        ref={field}
        rows={2}
        maxLength={TEXT_MAX}
        value={text}
        aria-label={hint}
        placeholder={hint}
        aria-controls={suggests ? SUGGESTIONS_ID : undefined}
        aria-activedescendant={suggests ? `${SUGGESTIONS_ID}-${suggestions.at}` : undefined}
        onChange={({ target }) => composer.type(target)}
        onSelect={({ currentTarget }) => suggestions.setCaret(currentTarget.selectionStart)}
        onKeyDown={composer.onKeyDown}
        onPaste={composer.onPaste}
      />
      {macroId && (
        <MacroDialog
          macroId={macroId}
          conversationId={composing.conversation.conversationId}
          onLeave={() => write(() => setMacroId(undefined))}
        />
      )}
      <Notices composer={composer} write={write} />
      {!internal && <WritingHelp composer={composer} composing={composing} />}
      <Foot composer={composer} composing={composing} />
    </div>
  )
}

/** What stands in the way of sending, until the agent decides. */
function Notices({ composer, write }: Pick<FootProps, 'composer'> & { write: (then: () => void) => void }) {
  const { crossing, caution } = composer
  return (
    <>
      {crossing && (
        <CrossingNotice answer={crossing} onAnyway={composer.sendAnyway} onLook={() => write(composer.lookFirst)} />
      )}
      {caution && (
        <CautionNotice
          caution={caution}
          onAnyway={composer.sendCautioned}
          onChange={() => write(composer.changeWords)}
        />
      )}
    </>
  )
}

/** Whoever helps with the words of a reply. */
function WritingHelp({ composer: { text, replace }, composing: { conversation, messages } }: FootProps) {
  const { conversationId } = conversation
  return <Slot name="conversation.composer" props={{ conversationId, asked: askedIn(messages), text, replace }} />
}

/** What the customer wrote last. */
function askedIn(messages: readonly Message[]): string {
  const asked = messages.findLast(({ author, content }) => author.kind === 'customer' && content.type === 'text')
  return asked?.content.type === 'text' ? asked.content.text : ''
}

function Quote({ quoting, onQuoted }: { quoting: Message; onQuoted: () => void }) {
  const t = useText('conversation')
  return (
    <p className="quote row s t2">
      <span className="cut grow">{gist(t, quoting.content)}</span>
      <button type="button" className="link-button" onClick={onQuoted}>
        {t('composer.unquote')}
      </button>
    </p>
  )
}

interface FootProps {
  readonly composer: ReturnType<typeof useComposer>
  readonly composing: Composing
}

/** What else goes into a message, how many the platform still allows, and the button. */
function Foot({ composer, composing: { conversation, quoting } }: FootProps) {
  const t = useText('conversation')
  const { conversationId, channelKind, windowRemaining } = conversation
  const { internal, uploading, enterSends, setEnterSends, text, send } = composer
  return (
    <div className="composer-tools">
      {!internal && <Tools onFile={composer.attach} onInsert={composer.insert} busy={uploading > 0} />}
      {!internal && MINI_PROGRAMS.has(channelKind) && <MiniProgramButton conversationId={conversationId} />}
      {uploading > 0 && <span className="s t3">{t('composer.uploading', { count: uploading })}</span>}
      <span className="right" />
      {!internal && windowRemaining !== null && (
        <span className="s t3 n nb wide">{t('window.after', { count: Math.max(0, windowRemaining - 1) })}</span>
      )}
      <label className="s t3 nb wide row enter-sends">
        <input type="checkbox" checked={enterSends} onChange={({ target }) => setEnterSends(target.checked)} />
        {t('composer.enterSends')}
      </label>
      {!internal && (
        <SendLater conversationId={conversationId} text={text} replyTo={quoting?.seq} onScheduled={composer.clear} />
      )}
      <Button type="primary" disabled={text.trim() === ''} onClick={send}>
        {t(internal ? 'composer.addNote' : 'composer.send')} <Shortcut keys={enterSends ? 'Enter' : 'Mod Enter'} />
      </Button>
    </div>
  )
}
