import { Button } from 'antd'
import { useState } from 'react'
import { useMay, useQuery, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, Section, Shape, type ShapeName } from '#kit/ui'
import { conversationApi, type ConversationDetail, type ScoreCard } from '../api.ts'
import { GivenReviews, ReviewForm, useReviews } from './review-part.tsx'
import { reveal } from './reveal.ts'
import { ScoreMark } from './score-mark.tsx'
import { standardName } from './words.ts'
import './quality.css'

/** Beside the thread of a closed conversation: what each rule says of it, with the messages that show it. */
export function ScoreTab({ conversation }: { conversation: ConversationDetail }) {
  const t = useText('quality')
  const params = { id: conversation.conversationId }
  const { data, error, refetch } = useQuery(conversationApi.query('readScoreCard', { params }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton rows={4} />
  if (data.toJudge.length === 0) return <EmptyState title={t('card.none')} hint={t('card.noneHint')} />
  return <Judged {...data} conversation={conversation} />
}

interface JudgedProps {
  /** Null: who looks is to judge it first. */
  readonly card: ScoreCard | null
  readonly toJudge: readonly string[]
  readonly conversation: ConversationDetail
}

/** The rules' card and people's reviews; on the sheet of who judges stands neither. */
function Judged({ card, toJudge, conversation }: JudgedProps) {
  const t = useText('quality')
  const { user } = useSession()
  const may = useMay()
  const reviews = useReviews(conversation).data?.items ?? []
  const own = reviews.find(({ reviewerId }) => reviewerId === user.id)
  const [judging, setJudging] = useState(false)
  const mayJudge = may('conversation.supervise') && conversation.agentId !== user.id && (!own || own.state === 'given')
  if (judging) {
    const { conversationId } = conversation
    return <ReviewForm {...{ conversationId, toJudge, own }} onLeave={() => setJudging(false)} />
  }
  if (!card)
    return (
      <EmptyState
        title={t('card.blind')}
        hint={t('card.blindHint')}
        action={
          <Button type="primary" onClick={() => setJudging(true)}>
            {t('review.begin')}
          </Button>
        }
      />
    )
  return (
    <>
      {mayJudge && (
        <p className="sec">
          <Button onClick={() => setJudging(true)}>{t(own ? 'review.change' : 'review.begin')}</Button>
        </p>
      )}
      <CardSections card={card} />
      <GivenReviews reviews={reviews} agentId={conversation.agentId} />
    </>
  )
}

function CardSections({ card }: { card: ScoreCard }) {
  const t = useText('quality')
  return (
    <Section title={t('card.title')} aside={<ScoreMark score={card.score} />}>
      <p className="s t2">
        {t('card.judgedBy', { rules: standardName(t, card.standard) })}
        {card.former.map(
          ({ standard: number, score }) =>
            ` · ${t('card.former', { rules: standardName(t, number), score: score ?? '–' })}`,
        )}
      </p>
      <ul className="rule-results">
        {card.results.map((result) => (
          <RuleLine key={result.rule} result={result} />
        ))}
      </ul>
    </Section>
  )
}

type Result = ScoreCard['results'][number]

const LOOKS: Readonly<Record<Result['outcome'], { readonly shape: ShapeName; readonly tone: string }>> = {
  passed: { shape: 'done', tone: 'ok' },
  failed: { shape: 'late', tone: 'bad' },
  not_applicable: { shape: 'new', tone: 't3' },
}

function RuleLine({ result: { rule, outcome, weight, fatal, evidence } }: { result: Result }) {
  const t = useText('quality')
  const { shape, tone } = LOOKS[outcome]
  return (
    <li>
      <span className={tone}>
        <Shape name={shape} size={14} />
      </span>
      <span className="grow">
        <span title={t(`explains.${rule}`)}>{t(`rule.${rule}`)}</span>
        <span className="s t3 block">
          {t(`outcome.${outcome}`)}
          {fatal && outcome === 'failed' && ` · ${t('card.fatal')}`}
          {evidence.map((seq) => (
            <button key={seq} type="button" className="link-button evidence" onClick={() => void reveal(seq)}>
              {t('card.message', { seq })}
            </button>
          ))}
        </span>
      </span>
      <span className="n t3 s">{outcome === 'not_applicable' ? '' : weight}</span>
    </li>
  )
}
