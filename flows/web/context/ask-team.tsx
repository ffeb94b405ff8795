import { Button, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi, deskApi, flowsApi } from '../api.ts'
import type { CustomerContext } from './use-customer.ts'

/** Beside a conversation: asks the desk or the field for something; the answer's state is shown there. */
export function AskTeam({ conversationId }: CustomerContext) {
  const t = useText('flows')
  const may = useMay()('flows.task.ask')
  const [asking, setAsking] = useState(false)
  if (!may || conversationId === undefined) return null
  return (
    <p className="section-act">
      <Button onClick={() => setAsking(true)}>{t('task.ask')}</Button>
      {asking && <TaskDialog conversationId={conversationId} onLeave={() => setAsking(false)} />}
    </p>
  )
}

interface Draft {
  readonly kind: 'incident' | 'visit'
  readonly subject: string
  readonly note?: string
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  readonly teamId?: string
}

const PRIORITIES = ['p1', 'p2', 'p3', 'p4'] as const

function TaskDialog({ conversationId, onLeave }: { conversationId: string; onLeave: () => void }) {
  const t = useText('flows')
  const [form] = Form.useForm<Draft>()
  const [taskId] = useState(() => crypto.randomUUID())
  const kind = Form.useWatch('kind', form) ?? 'incident'
  const { data } = useQuery(conversationApi.query('listColleagues'))
  const command = useCommand(flowsApi, 'askTeam', {
    refetch: [flowsApi.key('customer360'), conversationApi.key('readConversation'), deskApi.key()],
  })
  const ask = ({ teamId, note, ...draft }: Draft) => {
    const body = { taskId, ...draft, ...(note ? { note } : {}), ...(teamId && kind === 'incident' ? { teamId } : {}) }
    const done = ({ label }: { label: string }) => {
      toast({ text: t('task.asked', { label }) })
      onLeave()
    }
    command.mutate({ params: { id: conversationId }, body }, { onSuccess: done })
  }
  return (
    <Modal
      open
      width={480}
      title={t('task.ask')}
      okText={t('task.ask')}
      cancelText={t('kit:back')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onLeave}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'incident', priority: 'p3' }}
        onFinish={ask}
      >
        <Form.Item name="kind">
          <Segmented
            block
            aria-label={t('task.kind')}
            options={(['incident', 'visit'] as const).map((value) => ({ value, label: t(`task.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="subject"
          label={t('task.subject')}
          rules={[{ required: true, whitespace: true, message: t('task.subjectMissing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="note" label={t('task.note')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item name="priority" label={t('incident.priority')}>
          <Select options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))} />
        </Form.Item>
        {kind === 'incident' && (data?.teams.length ?? 0) > 0 && (
          <Form.Item name="teamId" label={t('task.team')}>
            <Select allowClear options={data!.teams.map(({ teamId, name }) => ({ value: teamId, label: name }))} />
          </Form.Item>
        )}
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('task.failed')} />}
    </Modal>
  )
}
