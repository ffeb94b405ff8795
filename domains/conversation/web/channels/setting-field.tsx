import { Input, Select } from 'antd'
import { useText } from '#kit/i18n'
import type { PreChatQuestion } from '../../contract.ts'
import type { ChannelField } from './kinds.ts'
import { PreChatEditor } from './pre-chat-editor.tsx'
import { MenuField } from './menu-field.tsx'

interface SettingFieldProps {
  readonly field: ChannelField
  readonly value: unknown
  /** A secret that the server has and does not show. */
  readonly kept: boolean
  readonly onChange: (value: unknown) => void
}

/** One setting of a platform, in the form that its kind needs. */
export function SettingField({ field, value, kept, onChange }: SettingFieldProps) {
  const t = useText('conversation')
  const label = t(`field.${field.name}`)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (field.kind === 'questions')
    return <PreChatEditor value={(value ?? []) as PreChatQuestion[]} onChange={onChange} />
  if (field.kind === 'menu') return <MenuField value={value} onChange={onChange} />
  if (field.kind === 'choice') {
    const options = (field.options ?? []).map((one) => ({ value: one, label: t(`field.${field.name}_${one}`) }))
    return (
      <label>
        {label}
        <Select aria-label={label} value={text} options={options} onChange={onChange} />
      </label>
    )
  }
  if (field.kind === 'lines') {
    const lines = Array.isArray(value) ? value : []
    return (
      <label>
        {label}
        <Input.TextArea
          rows={2}
          value={lines.join('\n')}
          onChange={({ target }) =>
            onChange(target.value === '' ? [] : target.value.split('\n').map((line) => line.trim()))
          }
        />
      </label>
    )
  }
  if (field.long) {
    return (
      <label>
        {label}
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      </label>
    )
  }
  if (field.kind === 'colour') {
    return (
      <label>
        {label}
        <input type="color" value={text} onChange={({ target }) => onChange(target.value)} />
      </label>
    )
  }
  const Element = field.kind === 'secret' ? Input.Password : Input
  return (
    <label>
      {label}
      <Element
        autoComplete="off"
        value={text}
        placeholder={kept ? t('channels.secretKept') : ''}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}
