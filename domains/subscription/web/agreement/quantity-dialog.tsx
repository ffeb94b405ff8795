import { Form, InputNumber, Modal, Select } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { DateField, ErrorNotice, toast } from '#kit/ui'
import { subscriptionApi, type AgreementDetail } from '../api.ts'
import { useToday } from '../use-today.ts'

interface Draft {
  readonly charge: string
  readonly quantity: number
  readonly at: string
}

/** More or fewer seats from a day on; a past day is corrected by the next bill. */
export function QuantityDialog({
  open,
  detail: { agreement, holdings },
  onClose,
}: {
  open: boolean
  detail: AgreementDetail
  onClose: () => void
}) {
  const t = useText('subscription')
  const today = useToday()
  const [form] = Form.useForm<Draft>()
  const at = Form.useWatch('at', form)
  const command = useCommand(subscriptionApi, 'act', { refetch: [subscriptionApi.key()] })
  const [first] = holdings
  const save = ({ charge, quantity, at: from }: Draft) =>
    command.mutate(
      {
        params: { id: agreement.agreementId },
        body: {
          action: { do: 'setQuantity', charge, quantity: String(quantity), at: from },
          source: `page:${crypto.randomUUID()}`,
        },
      },
      {
        onSuccess: () => {
          toast({ text: t('quantity.done', { count: quantity, number: agreement.number }) })
          onClose()
        },
      },
    )
  return (
    <Modal
      open={open}
      title={t('quantity.change')}
      okText={t('quantity.save')}
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
        initialValues={{ charge: first?.charge, quantity: Number(first?.quantity ?? 0), at: today }}
        onFinish={save}
      >
        <Form.Item name="charge" label={t('line.item')}>
          <Select options={holdings.map(({ charge, name }) => ({ value: charge, label: name }))} />
        </Form.Item>
        <Form.Item name="quantity" label={t('quantity.quantity')} rules={[{ required: true }]}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="at"
          label={t('quantity.from')}
          extra={at !== undefined && at < today ? t('quantity.late') : undefined}
          rules={[{ required: true }]}
        >
          <DateField />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('quantity.failed')} />}
    </Modal>
  )
}
