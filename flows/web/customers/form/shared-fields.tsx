import { Form, Input, Select } from 'antd'
import { useText } from '#kit/i18n'

/** The name, and the name in the other language. */
export function NameFields() {
  const t = useText('customers')
  return (
    <>
      <Form.Item
        name="name"
        label={t('field.name')}
        rules={[{ required: true, whitespace: true, message: t('missing.name') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="alias" label={t('field.alias')} extra={t('hint.alias')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

export function PhoneField() {
  const t = useText('customers')
  return (
    <Form.Item name="phone" label={t('field.phone')}>
      <Input type="tel" maxLength={40} />
    </Form.Item>
  )
}

export function EmailField() {
  const t = useText('customers')
  return (
    <Form.Item name="email" label={t('field.email')} rules={[{ type: 'email', message: t('wrong.email') }]}>
      <Input maxLength={200} />
    </Form.Item>
  )
}

/** In which language they are written to. */
export function LocaleField() {
  const t = useText('customers')
  return (
    <Form.Item name="locale" label={t('field.locale')}>
      <Select
        allowClear
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </Form.Item>
  )
}
