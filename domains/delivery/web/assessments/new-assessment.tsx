import { Form, Modal, Select } from 'antd'
import { useCommand, useGo, useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { deliveryApi } from '../api.ts'
import { CustomerSelect } from '../customer-select.tsx'

interface Draft {
  readonly customerId: string
  readonly questionnaire: string
}

/** Whom to ask, and what. */
export function NewAssessment({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('delivery')
  const go = useGo()
  const locale = useLocale()
  const [form] = Form.useForm<Draft>()
  const { data } = useQuery({ ...deliveryApi.query('listQuestionnaires'), enabled: open })
  const command = useCommand(deliveryApi, 'startAssessment', { refetch: [deliveryApi.key('listAssessments')] })
  const start = (body: Draft) =>
    command.mutate({ body }, { onSuccess: ({ assessmentId }) => go(`/delivery/assessments/${assessmentId}`) })
  const required = [{ required: true, message: t('missing') }]
  return (
    <Modal
      open={open}
      title={t('newAssessment.title')}
      okText={t('newAssessment.start')}
      cancelText={t('kit:close')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ questionnaire: 'workplace' }}
        onFinish={start}
      >
        <Form.Item name="customerId" label={t('customer')} rules={required}>
          <CustomerSelect />
        </Form.Item>
        <Form.Item name="questionnaire" label={t('assessment.questionnaire')} rules={required}>
          <Select options={(data?.items ?? []).map(({ code, title }) => ({ value: code, label: title[locale] }))} />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
