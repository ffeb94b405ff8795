import { Button } from 'antd'
import { X } from 'lucide-react'
import { useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, ListSkeleton } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { Confidence } from './confidence.tsx'
import { DraftText, type PanelProps } from './draft-text.tsx'

interface SuggestionPanelProps extends PanelProps {
  readonly kind: 'suggestions' | 'draft'
  readonly onClose: () => void
}

/** Above the words of a reply, until something is taken or it is closed. */
export function SuggestionPanel({ kind, onClose, ...panel }: SuggestionPanelProps) {
  const t = useText('conversation')
  return (
    <section className="assist-panel" aria-label={t(`assist.${kind}`)}>
      <p className="row assist-head">
        <b className="md grow">{t(`assist.${kind}`)}</b>
        <button type="button" className="icon-button" aria-label={t('assist.close')} onClick={onClose}>
          <X aria-hidden size={14} strokeWidth={1.75} />
        </button>
      </p>
      {kind === 'draft' ? <DraftText {...panel} /> : <Suggestions {...panel} />}
    </section>
  )
}

function Suggestions({ conversationId, onTake }: PanelProps) {
  const t = useText('conversation')
  const { data, error, refetch } = useQuery({
    ...conversationApi.query('suggestReplies', { params: { id: conversationId } }),
    staleTime: 0,
  })
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton />
  const asked = <p className="s t2 cut">{t('assist.asked', { question: data.question })}</p>
  if (data.items.length === 0) {
    return (
      <>
        {data.question !== '' && asked}
        <p className="t2">{t(data.question === '' ? 'assist.nothing-asked' : 'assist.nothing')}</p>
      </>
    )
  }
  return (
    <>
      {asked}
      <ul className="assist-list">
        {data.items.map(({ kind, id, title, text, confidence }) => (
          <li key={`${kind}:${id}`}>
            <p className="row">
              <b className="cut">{title}</b>
              <Chip>{t(`assist.from.${kind}`)}</Chip>
              <Confidence value={confidence} threshold={data.threshold} />
            </p>
            <p className="assist-text t2">{text}</p>
            <Button size="small" onClick={() => onTake(text)}>
              {t('assist.take')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
