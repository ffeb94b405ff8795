import { Button, Drawer, Form, Input, Select } from 'antd'
import { useCommand, useGo, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { DateField, ErrorNotice, toast, useScreenWidth } from '#kit/ui'
import { deliveryApi } from '../api.ts'
import { CustomerSelect } from '../customer-select.tsx'
import { useToday } from '../use-today.ts'

interface Draft {
  readonly subject: string
  readonly customerId: string
  readonly ownerId?: string
  readonly startsOn: string
  readonly endsOn: string
  readonly goal?: string
}

/** For whom, until when, and who sees to it; the plan follows on the project's page. */
export function NewProject({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('delivery')
  const go = useGo()
  const today = useToday()
  const phone = useScreenWidth() === 'phone'
  const [form] = Form.useForm<Draft>()
  const owners = useQuery({ ...deliveryApi.query('listOwners'), enabled: open })
  const command = useCommand(deliveryApi, 'openProject', { refetch: [deliveryApi.key('listProjects')] })
  const send = ({ subject, customerId, ownerId, startsOn, endsOn, goal }: Draft) =>
    command.mutate(
      {
        body: {
          subject,
          customerId,
          ...(ownerId && { ownerId }),
          fields: { startsOn, endsOn, ...(goal && { goal }) },
        },
      },
      {
        onSuccess: ({ id, number }) => {
          toast({ text: t('newProject.done', { number }) })
          go(`/delivery/projects/${id}`)
        },
      },
    )
  const buttons = (
    <div className="row">
      <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
        {t('newProject.open')}
      </Button>
      <Button onClick={onClose}>{t('kit:close')}</Button>
    </div>
  )
  const required = [{ required: true, message: t('missing') }]
  return (
    <Drawer open={open} onClose={onClose} size={phone ? '100%' : 480} title={t('newProject.title')} footer={buttons}>
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ startsOn: today }}
        onFinish={send}
      >
        <Form.Item name="subject" label={t('project.title')} rules={required}>
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="customerId" label={t('customer')} rules={required}>
          <CustomerSelect />
        </Form.Item>
        <Form.Item name="ownerId" label={t('owner')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(owners.data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        </Form.Item>
        <Form.Item name="startsOn" label={t('project.starts')} rules={required}>
          <DateField />
        </Form.Item>
        <Form.Item name="endsOn" label={t('project.ends')} rules={required}>
          <DateField />
        </Form.Item>
        <Form.Item name="goal" label={t('project.goal')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('newProject.failed')} />}
    </Drawer>
  )
}
