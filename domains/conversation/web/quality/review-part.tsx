import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useCommand, useMay, useQuery, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, MomentText, Section, toast } from '#kit/ui'
import { conversationApi, type ConversationDetail, type Review } from '../api.ts'
import { ScoreMark } from './score-mark.tsx'

const OUTCOMES = ['passed', 'failed', 'not_applicable'] as const
type Outcome = (typeof OUTCOMES)[number]
const REFETCH = (['listReviews', 'listSample', 'readScoreCard', 'listScores'] as const).map((name) =>
  conversationApi.key(name),
)

export function useReviews({ conversationId }: ConversationDetail) {
  return useQuery(conversationApi.query('listReviews', { params: { id: conversationId } }))
}

/** What people say of a conversation, each with its dispute. */
export function GivenReviews({ reviews, agentId }: { reviews: readonly Review[]; agentId: string | null }) {
  const t = useText('quality')
  return reviews.map((review) => (
    <Section
      key={review.reviewId}
      title={t('review.by', { name: review.reviewerName })}
      aside={<ScoreMark score={review.score} />}
    >
      <p className="s t2">
        <MomentText at={review.givenAt} /> <Stand review={review} />
      </p>
      <p className="s">
        {Object.entries(review.verdicts)
          .filter(([, outcome]) => outcome === 'failed')
          .map(([rule]) => t(`rule.${rule}`))
          .join(' · ') || t('scores.allKept')}
      </p>
      {review.comment && <p className="reading">{review.comment}</p>}
      {review.dispute && <p className="note s">{t('review.disputeSays', { text: review.dispute })}</p>}
      {review.settlement && (
        <p className="s">{t('review.settlementSays', { name: review.settledBy, text: review.settlement })}</p>
      )}
      <Answer review={review} agentId={agentId} />
    </Section>
  ))
}

function Stand({ review: { state, upheld } }: { review: Review }) {
  const t = useText('quality')
  if (state === 'given') return null
  if (state === 'disputed')
    return (
      <Chip tone="warn" shape="hold">
        {t('state.disputed')}
      </Chip>
    )
  return <Chip shape="done">{t(upheld ? 'state.upheld' : 'state.overturned')}</Chip>
}

/** What can be answered to a review: its agent disputes it, a supervisor settles that. */
function Answer({ review, agentId }: { review: Review; agentId: string | null }) {
  const { user } = useSession()
  const may = useMay()
  if (review.state === 'given' && agentId === user.id) return <Dispute reviewId={review.reviewId} />
  if (review.state === 'disputed' && may('conversation.supervise')) return <Settle reviewId={review.reviewId} />
  return null
}

function Dispute({ reviewId }: { reviewId: string }) {
  const t = useText('quality')
  const [text, setText] = useState('')
  const dispute = useCommand(conversationApi, 'disputeReview', { refetch: REFETCH })
  return (
    <div className="review-answer">
      <Input.TextArea
        aria-label={t('review.why')}
        placeholder={t('review.why')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {dispute.error && <ErrorNotice error={dispute.error} />}
      <Button
        disabled={text.trim() === ''}
        loading={dispute.isPending}
        onClick={() => dispute.mutate({ params: { id: reviewId }, body: { text } })}
      >
        {t('review.dispute')}
      </Button>
    </div>
  )
}

function Settle({ reviewId }: { reviewId: string }) {
  const t = useText('quality')
  const [text, setText] = useState('')
  const settle = useCommand(conversationApi, 'settleReview', { refetch: REFETCH })
  const say = (upheld: boolean) => settle.mutate({ params: { id: reviewId }, body: { upheld, text } })
  return (
    <div className="review-answer">
      <Input.TextArea
        aria-label={t('review.because')}
        placeholder={t('review.because')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {settle.error && <ErrorNotice error={settle.error} />}
      <span className="row">
        <Button disabled={text.trim() === ''} loading={settle.isPending} onClick={() => say(true)}>
          {t('review.uphold')}
        </Button>
        <Button disabled={text.trim() === ''} loading={settle.isPending} onClick={() => say(false)}>
          {t('review.overturn')}
        </Button>
      </span>
    </div>
  )
}

interface ReviewFormProps {
  readonly conversationId: string
  readonly toJudge: readonly string[]
  readonly own: Review | undefined
  readonly onLeave: () => void
}

/** The rules' own sheet, filled in by a person. */
export function ReviewForm({ conversationId, toJudge, own, onLeave }: ReviewFormProps) {
  const t = useText('quality')
  const [verdicts, setVerdicts] = useState<Record<string, Outcome>>(own?.verdicts ?? {})
  const [comment, setComment] = useState(own?.comment ?? '')
  const give = useCommand(conversationApi, 'giveReview', { refetch: REFETCH })
  const open = toJudge.filter((rule) => verdicts[rule] === undefined).length
  const save = () =>
    give.mutate(
      { params: { id: conversationId }, body: { verdicts, comment: comment.trim() || null } },
      { onSuccess: () => (toast({ text: t('review.given') }), onLeave()) },
    )
  return (
    <Section title={t('review.mine')}>
      <ul className="review-sheet">
        {toJudge.map((rule) => (
          <li key={rule}>
            <span title={t(`explains.${rule}`)}>{t(`rule.${rule}`)}</span>
            <Segmented<Outcome>
              block
              size="small"
              aria-label={t(`rule.${rule}`)}
              {...(verdicts[rule] ? { value: verdicts[rule] } : { value: '' as Outcome })}
              options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              onChange={(outcome) => setVerdicts({ ...verdicts, [rule]: outcome })}
            />
          </li>
        ))}
      </ul>
      <Input.TextArea
        aria-label={t('review.comment')}
        placeholder={t('review.comment')}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      {give.error && <ErrorNotice error={give.error} />}
      <p className="row review-foot">
        <Button type="primary" disabled={open > 0} loading={give.isPending} onClick={save}>
          {t('review.give')}
        </Button>
        <Button onClick={onLeave}>{t('review.leave')}</Button>
        {open > 0 && <span className="s t3">{t('review.open', { count: open })}</span>}
      </p>
    </Section>
  )
}
