import { Checkbox, Input } from 'antd'
import { useText } from '#kit/i18n'
import { PLACEHOLDERS } from '../../contract.ts'

interface Named {
  readonly shortcut: string
  readonly title: string
  readonly own: boolean
}

/** How it is called, and for whom it is. */
export function NameFields({ value, onChange }: { value: Named; onChange: (part: Partial<Named>) => void }) {
  const t = useText('conversation')
  return (
    <>
      <label>
        {t('canned.shortcut')}
        <Input
          required
          prefix="/"
          maxLength={30}
          value={value.shortcut}
          onChange={({ target }) => onChange({ shortcut: target.value.trim() })}
        />
      </label>
      <label>
        {t('field.name')}
        <Input
          required
          maxLength={80}
          value={value.title}
          onChange={({ target }) => onChange({ title: target.value })}
        />
      </label>
      <Checkbox checked={value.own} onChange={({ target }) => onChange({ own: target.checked })}>
        {t('canned.own')}
      </Checkbox>
    </>
  )
}

/** Which words in braces are filled in. */
export function PlaceholderHint() {
  const t = useText('conversation')
  const list = PLACEHOLDERS.map((name) => `{${name}} ${t(`placeholder.${name}`)}`).join(' · ')
  return <span className="s t3">{t('replies.placeholders', { list })}</span>
}
