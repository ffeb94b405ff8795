import { Button, Input, Select } from 'antd'
import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, PageTitle, Pane, Panes } from '#kit/ui'
import { Handset } from './handset.tsx'
import { useTelephone, type Telephone, type TelephoneState } from './use-telephone.ts'
import './telephone.css'

/** A telephone to try a hotline with: dial it, hear what it says, press keys, speak by typing. */
export function TelephonePage() {
  const t = useText('conversation')
  const telephone = useTelephone()
  const { state, error } = telephone
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {!state && (error ? <ErrorNotice error={error} /> : <ListSkeleton />)}
        {state && state.hotlines.length === 0 && (
          <EmptyState
            icon={Phone}
            title={t('telephone.none')}
            hint={t('telephone.noneHint')}
            action={
              <Button type="primary" loading={telephone.settingUp} onClick={() => telephone.setUp(t('telephone.line'))}>
                {t('telephone.setUp')}
              </Button>
            }
          />
        )}
        {state && state.hotlines.length > 0 && <Telephones state={state} telephone={telephone} />}
      </Pane>
    </Panes>
  )
}

/** The customer's phone at the left, the colleagues' phones that ring at the right. */
function Telephones({ state, telephone }: { state: TelephoneState; telephone: Telephone }) {
  const t = useText('conversation')
  const customers = state.legs.filter(({ direction }) => direction === 'in')
  const current = customers[0]
  const rung = state.legs.filter(({ direction, state: stands }) => direction === 'out' && stands !== 'ended')
  const isLive = current !== undefined && current.state !== 'ended'
  return (
    <div className="telephones">
      <section aria-label={t('telephone.customer')}>
        <h2>{t('telephone.customer')}</h2>
        {!isLive && <Dialler state={state} telephone={telephone} />}
        {current && <Handset key={current.sid} phone={current} act={telephone.act} />}
      </section>
      <section aria-label={t('telephone.rung')}>
        <h2>{t('telephone.rung')}</h2>
        {rung.map((phone) => (
          <Handset key={phone.sid} phone={phone} act={telephone.act} />
        ))}
        {rung.length === 0 && <p className="t3">{t('telephone.nobodyRings')}</p>}
      </section>
    </div>
  )
}

const USUAL_NUMBER = '+8613800138000'

function Dialler({ state, telephone }: { state: TelephoneState; telephone: Telephone }) {
  const t = useText('conversation')
  const [channelId, setChannelId] = useState(state.hotlines[0]!.channelId)
  const [from, setFrom] = useState(USUAL_NUMBER)
  const options = state.hotlines.map(({ channelId: value, name, number }) => ({ value, label: `${name} ${number}` }))
  return (
    <form
      className="dialler"
      onSubmit={(event) => {
        event.preventDefault()
        telephone.dial(channelId, from)
      }}
    >
      <label>
        {t('telephone.hotline')}
        <Select aria-label={t('telephone.hotline')} value={channelId} options={options} onChange={setChannelId} />
      </label>
      <label>
        {t('telephone.from')}
        <Input inputMode="tel" value={from} onChange={({ target }) => setFrom(target.value.replaceAll(' ', ''))} />
      </label>
      <Button type="primary" htmlType="submit" size="large" icon={<Phone aria-hidden size={16} strokeWidth={1.75} />}>
        {t('telephone.dial')}
      </Button>
    </form>
  )
}
