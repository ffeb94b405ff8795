import { Select } from 'antd'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import type { ConversationDetail } from '../api.ts'
import { nameOf } from '../words.ts'
import type { Copies } from './use-copies.ts'

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const COPIES_MAX = 20

/** To whom a mail goes: the customer, and who reads along; seen and changed before it leaves. */
export function CopiesField({ copies, conversation }: { copies: Copies; conversation: ConversationDetail }) {
  const t = useText('conversation')
  const change = (addresses: string[]) => {
    const good = addresses.filter((address) => ADDRESS.test(address))
    const [wrong] = addresses.filter((address) => !ADDRESS.test(address))
    if (wrong !== undefined) toast({ text: t('composer.noAddress', { address: wrong }) })
    copies.change(good)
  }
  return (
    <div className="copies s t2">
      <span className="nb">{t('composer.to', { name: nameOf(t, conversation) })}</span>
      <span className="nb" id="copies-label">
        {t('composer.copies')}
      </span>
      <Select
        mode="tags"
        size="small"
        variant="borderless"
        className="grow"
        aria-labelledby="copies-label"
        placeholder={t('composer.nobody')}
        tokenSeparators={[',', ';', ' ', '，', '；']}
        maxCount={COPIES_MAX}
        suffixIcon={null}
        options={[...copies.names].map(([value, name]) => ({ value, label: name, title: value }))}
        value={[...copies.addresses]}
        onChange={change}
      />
    </div>
  )
}
