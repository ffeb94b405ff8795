import { Languages } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { conversationApi } from '../api.ts'
import { isForeign } from './language.ts'
import { useAssist, useReason } from './use-assist.ts'
import './assist.css'

export interface MessageAssistProps {
  readonly conversationId: string
  readonly seq: number
  readonly text: string
}

/** Below a customer's words in another language: what they say in one's own. */
export function MessageTranslation({ conversationId, seq, text }: MessageAssistProps) {
  const t = useText('conversation')
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const { hasModel, rests } = useAssist()
  const reasonOf = useReason()
  const call = { params: { id: conversationId, seq }, body: { to: locale } }
  const { data, error, isFetching, refetch } = useQuery({
    ...conversationApi.query('translateMessage', call),
    enabled: open,
    staleTime: Infinity,
    retry: false,
  })
  if (!hasModel || !isForeign(text, locale)) return null
  if (!open) {
    return (
      <button
        type="button"
        className="link-button assist-translate s"
        disabled={rests !== undefined}
        title={rests}
        onClick={() => setOpen(true)}
      >
        <Languages aria-hidden size={14} strokeWidth={1.75} /> {t('assist.translate')}
      </button>
    )
  }
  if (data?.kind === 'text') {
    return (
      <p className="assist-translation" lang={locale}>
        <span className="s t3">{t('assist.translated')}</span> {data.text}
      </p>
    )
  }
  const failed = error ? t('assist.failed') : data && reasonOf(data)
  return (
    <p className="s t2" role="status">
      {isFetching ? t('assist.translating') : failed}{' '}
      {!isFetching && (
        <button type="button" className="link-button" onClick={() => void refetch()}>
          {t('kit:retry')}
        </button>
      )}
    </p>
  )
}
