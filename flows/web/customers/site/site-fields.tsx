import { Form, Input, Select } from 'antd'
import { useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { calendarApi } from '../../api.ts'
import { PersonSelect } from '../form/party-select.tsx'
import { NameFields } from '../form/shared-fields.tsx'
import { PositionFields } from './position-fields.tsx'

export interface SiteDraft {
  readonly name: string
  readonly alias?: string
  readonly code?: string
  readonly address: string
  readonly zone: string
  readonly longitude?: number
  readonly latitude?: number
  readonly calendarId?: string
  readonly contactPersonId?: string
  readonly accessNotes?: string
}

export function SiteFields({ organisationId, id }: { organisationId: string; id?: string }) {
  const t = useText('customers')
  return (
    <>
      <NameFields />
      <Form.Item
        name="address"
        label={t('field.address')}
        rules={[{ required: true, whitespace: true, message: t('missing.address') }]}
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={400} />
      </Form.Item>
      <PositionFields {...(id && { id })} />
      <Form.Item name="zone" label={t('field.zone')} extra={t('hint.zone')}>
        <Select showSearch options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))} />
      </Form.Item>
      <CalendarField />
      <Form.Item name="contactPersonId" label={t('field.contactPersonId')}>
        <PersonSelect organisationId={organisationId} />
      </Form.Item>
      <Form.Item name="accessNotes" label={t('field.accessNotes')} extra={t('hint.accessNotes')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="code" label={t('field.code')} extra={t('hint.code')}>
        <Input maxLength={60} />
      </Form.Item>
    </>
  )
}

const CALENDARS_MAX = 200

/** When the site is open; the company's own hours where nothing is chosen. */
function CalendarField() {
  const t = useText('customers')
  const enabled = useMay()('engine.calendar.read')
  const { data } = useQuery({ ...calendarApi.query('listCalendars', { query: { limit: CALENDARS_MAX } }), enabled })
  if (!enabled) return null
  return (
    <Form.Item name="calendarId" label={t('field.calendarId')} extra={t('hint.calendar')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}
