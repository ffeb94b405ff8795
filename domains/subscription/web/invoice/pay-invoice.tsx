import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { DateField, ErrorNotice, toast } from '#kit/ui'
import { subscriptionApi, type InvoiceRow } from '../api.ts'
import { useToday } from '../use-today.ts'

interface Payment {
  readonly paidOn: string
  readonly reference: string
}

/** The money is on the account: when, and how the statement names it. */
export function PayInvoice({ invoice: { invoiceId, number } }: { invoice: Pick<InvoiceRow, 'invoiceId' | 'number'> }) {
  const t = useText('subscription')
  const today = useToday()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Payment>()
  const command = useCommand(subscriptionApi, 'payInvoice', { refetch: [subscriptionApi.key()] })
  const save = (body: Payment) =>
    command.mutate(
      { params: { id: invoiceId }, body },
      {
        onSuccess: () => {
          toast({ text: t('pay.done', { number }) })
          setOpen(false)
        },
      },
    )
  const required = [{ required: true, message: t('missing') }]
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('pay.title')}</Button>
      <Modal
        open={open}
        title={t('pay.title')}
        okText={t('pay.save')}
        cancelText={t('kit:close')}
        confirmLoading={command.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form<Payment>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ paidOn: today, reference: number }}
          onFinish={save}
        >
          <Form.Item name="paidOn" label={t('pay.on')} rules={required}>
            <DateField last={today} />
          </Form.Item>
          <Form.Item name="reference" label={t('pay.reference')} rules={required}>
            <Input maxLength={120} />
          </Form.Item>
        </Form>
        {command.error && <ErrorNotice error={command.error} what={t('pay.failed')} />}
      </Modal>
    </>
  )
}
