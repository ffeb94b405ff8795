import { Form, Input, Select, Switch } from 'antd'
import { useText } from '#kit/i18n'
import type { Organisation } from '../../api.ts'
import { OrganisationSelect } from './party-select.tsx'
import { EmailField, LocaleField, NameFields, PhoneField } from './shared-fields.tsx'

export interface CustomerDraft {
  readonly kind: Organisation['kind']
  readonly name: string
  readonly alias?: string
  readonly code?: string
  readonly parentId?: string
  readonly phone?: string
  readonly email?: string
  readonly locale?: 'en' | 'zh-CN'
  readonly vip: boolean
  readonly notes?: string
}

export const KINDS = ['customer', 'department', 'supplier', 'company'] as const

/** `id` is that of the organisation itself: it cannot stand below itself. */
export function CustomerFields({ id }: { id?: string }) {
  const t = useText('customers')
  return (
    <>
      <NameFields />
      <Form.Item name="kind" label={t('field.kind')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="parentId" label={t('field.parentId')} extra={t('hint.parent')}>
        <OrganisationSelect {...(id && { except: id })} />
      </Form.Item>
      <Form.Item name="code" label={t('field.code')} extra={t('hint.code')}>
        <Input maxLength={60} />
      </Form.Item>
      <PhoneField />
      <EmailField />
      <LocaleField />
      <Form.Item name="vip" label={t('field.vip')} extra={t('hint.vip')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="notes" label={t('field.notes')} extra={t('hint.notes')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
      </Form.Item>
    </>
  )
}
