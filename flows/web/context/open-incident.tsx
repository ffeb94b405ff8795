import { Form, Input, Modal, Select } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { deskApi, flowsApi, type Customer360 } from '../api.ts'

interface Draft {
  readonly subject: string
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  readonly deviceId?: string
}

export interface OpenIncidentProps {
  readonly conversationId: string
  readonly devices: Customer360['devices']
  readonly onClose: () => void
}

/** An incident out of a conversation: what does not work, how urgent, which device. Both are tied together. */
export function OpenIncident({ conversationId, devices, onClose }: OpenIncidentProps) {
  const t = useText('flows')
  const [form] = Form.useForm<Draft>()
  const command = useCommand(flowsApi, 'openIncidentFromConversation', {
    refetch: [flowsApi.key('customer360'), deskApi.key(), ['conversation']],
  })
  const send = ({ subject, priority, deviceId }: Draft) =>
    command.mutate(
      { params: { id: conversationId }, body: { subject, priority, ...(deviceId && { deviceId }) } },
      {
        onSuccess: ({ number }) => {
          toast({ text: t('incident.opened', { number }) })
          onClose()
        },
      },
    )
  const [worst] = devices
  return (
    <Modal
      open
      title={t('incident.open')}
      okText={t('incident.open')}
      cancelText={t('kit:back')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ priority: 'p3', ...(worst && { deviceId: worst.deviceId }) }}
        onFinish={send}
      >
        <Form.Item
          name="subject"
          label={t('incident.subject')}
          rules={[{ required: true, whitespace: true, message: t('incident.subjectMissing') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="priority" label={t('incident.priority')}>
          <Select
            options={(['p1', 'p2', 'p3', 'p4'] as const).map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
        </Form.Item>
        {devices.length > 0 && (
          <Form.Item name="deviceId" label={t('device.title')}>
            <Select
              allowClear
              options={devices.map(({ deviceId, serial, model }) => ({
                value: deviceId,
                label: `${serial} · ${model}`,
              }))}
            />
          </Form.Item>
        )}
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('incident.failed')} />}
    </Modal>
  )
}
