import { Button } from 'antd'
import { useNow } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { AgentState } from '../api.ts'
import { nameOf } from '../words.ts'
import { usePresence } from './presence-switch.tsx'

/** Above everything on the desk: Facet has set me away, why, and one click back. */
export function AwayNotice({ me }: { me: AgentState }) {
  const t = useText('conversation')
  const { stamp } = useFormats()
  const now = useNow('minute')
  const { change, busy } = usePresence()
  const { presence, missed, awayReason, presenceSince } = me
  if (presence !== 'away' || missed === null) return null
  const kind = awayReason === 'missed_call' ? 'call' : 'offer'
  return (
    <div className="take-next offer" role="alert">
      <b className="row">
        <Shape name="hold" /> {t('away.title')}
      </b>
      <p className="s t2">{t(`away.${kind}`, { name: nameOf(t, missed), at: stamp(presenceSince, now) })}</p>
      <div className="row">
        <Button type="primary" className="grow" loading={busy} onClick={() => change('online')}>
          {t('away.back')}
        </Button>
        <Button disabled={busy} onClick={() => change('away')}>
          {t('away.stay')}
        </Button>
      </div>
    </div>
  )
}
