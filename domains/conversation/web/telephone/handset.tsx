import { Button, Input } from 'antd'
import { Music, Phone, PhoneOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#kit/i18n'
import { Chip, type ShapeName, type Tone } from '#kit/ui'
import type { PhoneAct, TestPhone } from './use-telephone.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

interface HandsetProps {
  readonly phone: TestPhone
  readonly act: (sid: string, body: PhoneAct) => void
}

/** One telephone: what is heard, and what its owner can do with it now. */
export function Handset({ phone, act }: HandsetProps) {
  const t = useText('conversation')
  const { sid, number, state, direction } = phone
  const live = state === 'live'
  return (
    <article className="handset" aria-label={t('telephone.phone', { number })}>
      <header className="row">
        <b className="n">{number}</b>
        <span className="right" />
        <PhoneState phone={phone} />
      </header>
      <HeardLines phone={phone} />
      {live && <Speaker phone={phone} act={act} />}
      {live && direction === 'in' && <Keypad onPress={(key) => act(sid, { act: 'press', key })} />}
      {state === 'ringing' && direction === 'out' && (
        <div className="row">
          <Button
            type="primary"
            className="grow"
            size="large"
            icon={<Phone aria-hidden size={16} strokeWidth={1.75} />}
            onClick={() => act(sid, { act: 'pick_up' })}
          >
            {t('telephone.pickUp')}
          </Button>
          <Button size="large" onClick={() => act(sid, { act: 'decline' })}>
            {t('telephone.decline')}
          </Button>
        </div>
      )}
      {live && (
        <Button
          danger
          block
          size="large"
          icon={<PhoneOff aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => act(sid, { act: 'hang_up' })}
        >
          {t('telephone.hangUp')}
        </Button>
      )}
    </article>
  )
}

function PhoneState({ phone: { state, waits } }: { phone: TestPhone }) {
  const t = useText('conversation')
  const looks: { shape: ShapeName; tone: Tone } =
    state === 'ended'
      ? { shape: 'done', tone: 'neutral' }
      : waits === 'talk'
        ? { shape: 'half', tone: 'ok' }
        : { shape: waits === 'held' ? 'hold' : 'open', tone: 'accent' }
  return <Chip {...looks}>{t(state === 'live' ? `telephone.waits.${waits}` : `telephone.state.${state}`)}</Chip>
}

function HeardLines({ phone: { heard } }: { phone: TestPhone }) {
  const t = useText('conversation')
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [heard.length])
  return (
    <ol className="heard" role="log" aria-label={t('telephone.heard')}>
      {heard.map(({ kind, text }, index) => (
        <li key={index} className={kind}>
          {kind === 'played' ? (
            <>
              <Music aria-hidden size={14} strokeWidth={1.75} /> {t('telephone.music')}
            </>
          ) : kind === 'key' ? (
            t('telephone.pressed', { key: text })
          ) : (
            text
          )}
        </li>
      ))}
      <li ref={end} aria-hidden />
    </ol>
  )
}

/** What is typed counts as spoken. */
function Speaker({ phone: { sid, waits }, act }: HandsetProps) {
  const t = useText('conversation')
  const [text, setText] = useState('')
  const listens = waits === 'speech' || waits === 'tape' || waits === 'talk'
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        act(sid, { act: 'say', text: text.trim() })
        setText('')
      }}
    >
      <Input
        aria-label={t('telephone.speak')}
        placeholder={t(listens ? 'telephone.speak' : 'telephone.deaf')}
        disabled={!listens}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button htmlType="submit" disabled={!listens}>
        {t('telephone.say')}
      </Button>
    </form>
  )
}

function Keypad({ onPress }: { onPress: (key: string) => void }) {
  const t = useText('conversation')
  return (
    <div className="keypad" role="group" aria-label={t('telephone.keys')}>
      {KEYS.map((key) => (
        <button key={key} type="button" className="n" onClick={() => onPress(key)}>
          {key}
        </button>
      ))}
    </div>
  )
}
