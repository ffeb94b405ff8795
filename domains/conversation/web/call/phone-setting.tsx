import { Button, Input, Popover } from 'antd'
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import type { CallActs } from './use-call.ts'

/** Where my own phone rings when I accept a caller. */
export function PhoneSetting({ phone, acts }: { phone: string | null; acts: CallActs }) {
  const t = useText('conversation')
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(phone ?? '')
  const form = (
    <form
      className="phone-setting"
      onSubmit={(event) => {
        event.preventDefault()
        acts.setPhone(draft.trim(), () => setOpen(false))
      }}
    >
      <label>
        {t('call.myPhone')}
        <Input
          value={draft}
          inputMode="tel"
          placeholder="+86 755 8800 0001"
          onChange={({ target }) => setDraft(target.value.replaceAll(' ', ''))}
        />
      </label>
      <p className="s t3">{t('call.myPhoneHint')}</p>
      <Button type="primary" htmlType="submit" loading={acts.busy}>
        {t('call.keepPhone')}
      </Button>
    </form>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={form}>
      <Button
        type={phone === null ? 'primary' : 'text'}
        className={phone === null ? '' : 'wide'}
        title={phone === null ? '' : `${t('call.myPhone')} ${phone}`}
        icon={<PhoneCall aria-hidden size={16} strokeWidth={1.75} />}
      >
        {t(phone === null ? 'call.noPhone' : 'call.myPhone')}
      </Button>
    </Popover>
  )
}
