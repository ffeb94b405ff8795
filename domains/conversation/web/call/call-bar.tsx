import { Button, Segmented } from 'antd'
import { Pause, Phone, PhoneOff, Play } from 'lucide-react'
import { useMay, useNow, useSession } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import { Chip, type ShapeName, type Tone } from '#kit/ui'
import type { ConversationDetail } from '../api.ts'
import { PhoneSetting } from './phone-setting.tsx'
import { useCall, type Call, type CallActs, type Supervision } from './use-call.ts'
import './call.css'

/** The telephone call of this conversation: how it stands, how long, and what can be done with it now. */
export function CallBar({ conversation }: { conversation: ConversationDetail }) {
  const t = useText('conversation')
  const { user } = useSession()
  const may = useMay()
  const acts = useCall(conversation.conversationId)
  const { view } = acts
  if (!view?.call) return null
  const { call, myPhone } = view
  const isMine = conversation.agentId === user.id && conversation.status === 'active'
  const supervises = may('conversation.supervise') && !isMine && call.state === 'talking'
  return (
    <section className="call-bar" aria-label={t('call.label')}>
      <CallState call={call} />
      <span className="right" />
      {supervises && <Supervise call={call} acts={acts} userId={user.id} />}
      {isMine && <OwnActs call={call} acts={acts} hasPhone={myPhone !== null} />}
      {(isMine || supervises) && <PhoneSetting phone={myPhone} acts={acts} />}
    </section>
  )
}

const LOOKS: Readonly<Record<Call['state'], { readonly shape: ShapeName; readonly tone: Tone }>> = {
  menu: { shape: 'new', tone: 'neutral' },
  waiting: { shape: 'hold', tone: 'warn' },
  ringing: { shape: 'open', tone: 'accent' },
  talking: { shape: 'half', tone: 'ok' },
  message: { shape: 'half', tone: 'neutral' },
  callback: { shape: 'hold', tone: 'warn' },
  ended: { shape: 'done', tone: 'neutral' },
}

function CallState({ call }: { call: Call }) {
  const t = useText('conversation')
  const { state, outcome, number, held } = call
  const looks =
    outcome === 'missed' || outcome === 'unreached' ? ({ shape: 'late', tone: 'bad' } as const) : LOOKS[state]
  const wanted = outcome === 'callback' || outcome === 'message' ? ({ shape: 'hold', tone: 'warn' } as const) : looks
  const word = state === 'ended' ? t(`call.outcome.${outcome}`) : t(held ? 'call.held' : `call.state.${state}`)
  return (
    <>
      <Chip {...wanted}>{word}</Chip>
      <Lasts call={call} />
      <span className="s t2 n nb wide">{number}</span>
    </>
  )
}

/** How long it goes on; of one that is over, how long it was. */
function Lasts({ call: { beganAt, connectedAt, endedAt } }: { call: Call }) {
  const t = useText('conversation')
  const { duration } = useFormats()
  const now = useNow('second')
  const from = epochMs(connectedAt ?? beganAt) ?? now
  const to = epochMs(endedAt) ?? now
  return (
    <b className="n nb" title={t('call.lasts')}>
      {duration(Math.max(0, Math.round((to - from) / 1000)))}
    </b>
  )
}

function OwnActs({ call, acts, hasPhone }: { call: Call; acts: CallActs; hasPhone: boolean }) {
  const t = useText('conversation')
  const { state, held } = call
  const rings = call.legs.some(({ role }) => role === 'agent')
  const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const
  const again = state === 'ended' || ((state === 'waiting' || state === 'ringing') && !rings)
  return (
    <>
      {again && hasPhone && (
        <Button disabled={acts.busy} icon={<Phone {...icon} />} onClick={acts.ring}>
          {t(state === 'ended' ? 'call.callBack' : 'call.ring')}
        </Button>
      )}
      {state === 'talking' && (
        <Button
          disabled={acts.busy}
          icon={held ? <Play {...icon} /> : <Pause {...icon} />}
          onClick={() => acts.hold(!held)}
        >
          {t(held ? 'call.resume' : 'call.hold')}
        </Button>
      )}
      {(state === 'talking' || state === 'ringing') && (
        <Button danger disabled={acts.busy} icon={<PhoneOff {...icon} />} onClick={acts.hangUp}>
          {t('call.hangUp')}
        </Button>
      )}
    </>
  )
}

const MODES: readonly (Supervision | 'off')[] = ['off', 'listen', 'whisper', 'barge']

/** Not on the line, only hears, speaks to the agent alone, speaks to both. */
function Supervise({ call, acts, userId }: { call: Call; acts: CallActs; userId: string }) {
  const t = useText('conversation')
  const own = call.legs.find((leg) => leg.userId === userId && leg.role === 'supervisor')
  return (
    <Segmented<Supervision | 'off'>
      size="small"
      aria-label={t('call.supervise')}
      disabled={acts.busy}
      value={own && own.mode !== 'talk' ? own.mode : 'off'}
      options={MODES.map((value) => ({ value, label: t(`call.mode.${value}`) }))}
      onChange={(mode) => acts.supervise(mode === 'off' ? null : mode)}
    />
  )
}
