/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { VisitorConversation } from '../../client/shapes.ts'
import type { Chat } from '../../client/chat.ts'
import { say, type Word } from '../words.ts'

const RATINGS = [1, 2, 3, 4, 5] as const
const GOOD = 4

interface RatingCardProps {
  readonly chat: Chat
  readonly conversation: VisitorConversation | undefined
  readonly active: boolean
}

/** How it was, 1 to 5; then, if one likes, why. */
export function RatingCard({ chat, conversation, active }: RatingCardProps) {
  const [given, setGiven] = useState<number>()
  const [failed, setFailed] = useState('')
  const rating = given ?? conversation?.rating ?? undefined
  const rate = (value: number) => {
    setGiven(value)
    chat.rate(value).catch((error: Error) => {
      setGiven(undefined)
      setFailed(error.message)
    })
  }
  if (!active && rating === undefined) return null
  return (
    <section class="rating" aria-label={say('rateTitle')}>
      <h2>{rating === undefined ? say('rateTitle') : say('thanks', { rating })}</h2>
      {rating === undefined && (
        <div class="stars">
          {RATINGS.map((value) => (
            <button key={value} type="button" onClick={() => rate(value)}>
              <b>{value}</b>
              <span class="small">{say(`rate${value}` as Word)}</span>
            </button>
          ))}
        </div>
      )}
      {given !== undefined && <Reason chat={chat} rating={given} />}
      {failed && (
        <p class="small failed" role="alert">
          {failed}
        </p>
      )}
    </section>
  )
}

function Reason({ chat, rating }: { chat: Chat; rating: number }) {
  const [text, setText] = useState('')
  const [told, setTold] = useState(false)
  if (told) return null
  const label = say(rating >= GOOD ? 'reasonGood' : 'reason')
  return (
    <form
      class="reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        chat.rate(rating, text.trim()).then(
          () => setTold(true),
          () => undefined,
        )
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        maxLength={1000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        {say('sendReason')}
      </button>
    </form>
  )
}
