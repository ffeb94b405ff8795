import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { FormDrawer, toast } from '#kit/ui'
import { deskApi, fleetApi, flowsApi } from '../api.ts'

interface Draft {
  readonly subject: string
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  readonly description?: string
  readonly deviceId?: string
}

const REFETCH = { refetch: [flowsApi.key('ownService'), deskApi.key('listIncidents')] }

/** What does not work, how bad it is, on which device: in the customer's words. Who asks is known. */
export function ReportProblem({ onClose }: { onClose: () => void }) {
  const t = useText('home')
  const [form] = Form.useForm<Draft>()
  const command = useCommand(deskApi, 'openIncident', REFETCH)
  const send = ({ subject, priority, description, deviceId }: Draft) =>
    command.mutate(
      { body: { subject, priority, ...(description && { description }), ...(deviceId && { deviceId }) } },
      {
        onSuccess: ({ number }) => {
          toast({ text: t('report.done', { number }) })
          onClose()
        },
      },
    )
  return (
    <FormDrawer<Draft>
      open
      title={t('report.act')}
      form={form}
      initial={{ priority: 'p3' }}
      submit={t('report.send')}
      busy={command.isPending}
      error={command.error}
      onSubmit={send}
      onClose={onClose}
    >
      <Form.Item
        name="subject"
        label={t('report.subject')}
        rules={[{ required: true, whitespace: true, message: t('report.subjectMissing') }]}
      >
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name="priority" label={t('report.priority')}>
        <Select
          options={(['p1', 'p2', 'p3', 'p4'] as const).map((value) => ({ value, label: t(`report.is.${value}`) }))}
        />
      </Form.Item>
      <DeviceField />
      <Form.Item name="description" label={t('report.description')} extra={t('report.descriptionHint')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={20_000} />
      </Form.Item>
    </FormDrawer>
  )
}

const OFFERED = 30

function DeviceField() {
  const t = useText('home')
  const enabled = useMay()('fleet.device.read')
  const [words, setWords] = useState('')
  const query = { limit: OFFERED, ...(words.trim() && { text: words.trim() }) }
  const { data } = useQuery({ ...fleetApi.query('listDevices', { query }), enabled })
  if (!enabled) return null
  return (
    <Form.Item name="deviceId" label={t('report.device')} extra={t('report.deviceHint')}>
      <Select
        allowClear
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={(data?.items ?? []).map(({ deviceId, serial, model, personName }) => ({
          value: deviceId,
          label: [serial, model, personName].filter(Boolean).join(' · '),
        }))}
      />
    </Form.Item>
  )
}
