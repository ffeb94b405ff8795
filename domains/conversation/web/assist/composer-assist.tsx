import { Languages, Lightbulb, PenLine } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { languageOf } from './language.ts'
import { SuggestionPanel } from './suggestion-panel.tsx'
import { useAssist, useReason } from './use-assist.ts'
import './assist.css'

/** What the composer tells who helps to write. */
export interface ComposerAssistProps {
  readonly conversationId: string
  /** What the customer wrote last: its language is the language of the reply. */
  readonly asked: string
  readonly text: string
  readonly replace: (text: string) => void
}

/** Beside the words of a reply: what could be answered, a draft, the customer's language. It never sends. */
export function ComposerAssist(props: ComposerAssistProps) {
  const t = useText('conversation')
  const [panel, setPanel] = useState<'suggestions' | 'draft'>()
  const { hasModel, rests } = useAssist()
  const toggle = (next: 'suggestions' | 'draft') => setPanel(panel === next ? undefined : next)
  return (
    <div className="assist">
      {panel && (
        <SuggestionPanel
          key={panel}
          kind={panel}
          conversationId={props.conversationId}
          onTake={(words) => (props.replace(words), setPanel(undefined))}
          onClose={() => setPanel(undefined)}
        />
      )}
      <div className="assist-acts">
        <button type="button" aria-expanded={panel === 'suggestions'} onClick={() => toggle('suggestions')}>
          <Lightbulb aria-hidden size={14} strokeWidth={1.75} /> {t('assist.suggest')}
        </button>
        {hasModel && (
          <button
            type="button"
            aria-expanded={panel === 'draft'}
            disabled={rests !== undefined}
            onClick={() => toggle('draft')}
          >
            <PenLine aria-hidden size={14} strokeWidth={1.75} /> {t('assist.draft')}
          </button>
        )}
        {hasModel && <TranslateDraft {...props} rests={rests} />}
        {rests && <span className="s t2">{rests}</span>}
      </div>
    </div>
  )
}

/** Offered once what is written is not in the customer's language. */
function TranslateDraft({
  conversationId,
  asked,
  text,
  replace,
  rests,
}: ComposerAssistProps & { rests: string | undefined }) {
  const t = useText('conversation')
  const reasonOf = useReason()
  const own = useLocale()
  const [busy, setBusy] = useState(false)
  const to = languageOf(asked) ?? own
  const written = languageOf(text)
  if (written === undefined || written === to) return null
  const translate = async () => {
    setBusy(true)
    const call = { params: { id: conversationId }, body: { text, to } }
    const answer = await conversationApi.call.translateDraft(call).catch(() => undefined)
    setBusy(false)
    if (answer?.kind !== 'text') return toast({ text: answer ? reasonOf(answer) : t('assist.failed') })
    replace(answer.text)
    toast({ text: t('assist.draftTranslated'), undo: () => replace(text) })
  }
  return (
    <button type="button" disabled={busy || rests !== undefined} onClick={() => void translate()}>
      <Languages aria-hidden size={14} strokeWidth={1.75} /> {busy ? t('assist.translating') : t(`assist.into.${to}`)}
    </button>
  )
}
