/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { VisitorConversation } from '../../client/shapes.ts'
import type { Chat } from '../../client/chat.ts'
import { noticeNow } from '../notice.ts'
import { durationWords, placeWords, say } from '../words.ts'
import { Icon } from './icons.tsx'
import { useSeconds } from './use-chat.ts'

interface QueueCardProps {
  readonly chat: Chat
  readonly standing: NonNullable<VisitorConversation['standing']>
  readonly since: number
}

const STEPS = 4

/** The true place in the queue, and how long it will take by what others have just waited. */
export function QueueCard({ chat, standing: { position, waitedSeconds, expectedSeconds }, since }: QueueCardProps) {
  const now = useSeconds(true)
  const waited = waitedSeconds + Math.max(0, (now - since) / 1000)
  const left = expectedSeconds === null ? null : Math.max(0, expectedSeconds - waited)
  const share = expectedSeconds ? Math.min(1, waited / expectedSeconds) : 0
  return (
    <section class="queue">
      <div class="queue-figures">
        <div>
          <p class="small">{say('place')}</p>
          <p class="figure">{say('line', { place: placeWords(position) })}</p>
        </div>
        <div class="expected">
          <p class="small">{say('expected')}</p>
          <p class="wait">{waitWords(left)}</p>
        </div>
      </div>
      <div class="steps" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, index) => (
          <i key={index} style={{ '--done': `${Math.max(0, Math.min(1, share * STEPS - index)) * 100}%` }} />
        ))}
      </div>
      <p class="small">{say('passedOn')}</p>
      <div class="queue-acts">
        <NoticeButton />
        <LeaveButton chat={chat} />
      </div>
    </section>
  )
}

function waitWords(left: number | null): string {
  if (left === null) return say('unknown')
  return left < 1 ? say('anyMoment') : say('about', { time: durationWords(left) })
}

function NoticeButton() {
  const [state, setState] = useState(noticeNow)
  const ask = () => void Notification.requestPermission().then(() => setState(noticeNow()))
  if (state === 'impossible') return null
  return (
    <button type="button" class="button" disabled={state === 'on'} onClick={ask}>
      <Icon name="bell" size={16} /> {say(state === 'on' ? 'notifies' : 'notify')}
    </button>
  )
}

function LeaveButton({ chat }: { chat: Chat }) {
  const [leaving, setLeaving] = useState(false)
  const leave = () => {
    setLeaving(true)
    void chat.leave().catch(() => setLeaving(false))
  }
  return (
    <button type="button" class="button quiet" disabled={leaving} onClick={leave}>
      {say('leave')}
    </button>
  )
}
