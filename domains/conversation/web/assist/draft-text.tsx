import { Button } from 'antd'
import { useGo, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { Confidence } from './confidence.tsx'
import { useReason } from './use-assist.ts'

export interface PanelProps {
  readonly conversationId: string
  /** Puts the words into the field; sending is the agent's own act. */
  readonly onTake: (text: string) => void
}

/** What the model wrote, and from which articles; or why it wrote nothing. */
export function DraftText({ conversationId, onTake }: PanelProps) {
  const t = useText('conversation')
  const go = useGo()
  const reasonOf = useReason()
  const { data, error, isFetching, refetch } = useQuery({
    ...conversationApi.query('draftReply', { params: { id: conversationId } }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })
  const again = () => void refetch()
  if (error) return <ErrorNotice error={error} onRetry={again} />
  if (!data || isFetching) {
    return (
      <div role="status">
        <p className="s t2">{t('assist.drafting')}</p>
        <ListSkeleton />
      </div>
    )
  }
  if (data.kind === 'none') {
    return (
      <p className="row t2">
        {reasonOf(data)}
        <Button size="small" onClick={again}>
          {t('kit:retry')}
        </Button>
      </p>
    )
  }
  return (
    <>
      <p className="assist-text">{data.text}</p>
      <p className="s t2">{t('assist.check')}</p>
      <ul className="assist-sources s">
        {data.sources.map(({ articleId, title, confidence }) => (
          <li key={articleId} className="row">
            <button type="button" className="link-button cut" onClick={() => go(`/articles/${articleId}`)}>
              {title}
            </button>
            <Confidence value={confidence} threshold={data.threshold} />
          </li>
        ))}
      </ul>
      <p className="row">
        <Button size="small" type="primary" onClick={() => onTake(data.text)}>
          {t('assist.take')}
        </Button>
        <Button size="small" onClick={again}>
          {t('assist.again')}
        </Button>
      </p>
    </>
  )
}
