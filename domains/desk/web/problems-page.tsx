import { Button, Form, Input, Modal } from 'antd'
import { Plus, SearchCode } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useCommand, useGo, useLive, useMay, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  ErrorNotice,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  SeverityMark,
  StatusMark,
  toast,
  useFilters,
  type Column,
  type Filter,
} from '#kit/ui'
import { deskApi, type ProblemRow } from './api.ts'
import { levelOf, problemShape } from './words.ts'

/** The causes behind incidents. */
export function ProblemsPage() {
  const t = useText('desk')
  const go = useGo()
  const mayWork = useMay()('desk.problem.work')
  const [opening, setOpening] = useState(false)
  const filters = useFilters(useProblemFilters())
  const { group } = filters.values
  const query = { ...(group && { group: group as 'open' }), ...(filters.words && { text: filters.words }) }
  const rows = useRows(deskApi.pages('listProblems', { query }))
  useLive(['desk.problems'], { refetch: [deskApi.key('listProblems')] })
  const newButton = mayWork && (
    <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setOpening(true)}>
      {t('problems.open')}
    </Button>
  )
  return (
    <Panes>
      <Pane
        bar={
          <>
            <PageTitle />
            <span className="right" />
            {newButton}
          </>
        }
        head={<FilterBar filters={filters} searchable />}
      >
        <DataTable
          name="desk.problems"
          label={t('problems.title')}
          rows={rows}
          columns={useProblemColumns()}
          rowKey={({ id }) => id}
          filters={filters}
          onOpen={({ id }) => go(`/desk/problems/${id}`)}
          hrefOf={({ id }) => `/desk/problems/${id}`}
          empty={<EmptyState icon={SearchCode} title={t('problems.empty')} hint={t('problems.emptyHint')} />}
        />
      </Pane>
      <NewProblem open={opening} onClose={() => setOpening(false)} />
    </Panes>
  )
}

function useProblemFilters(): readonly Filter[] {
  const t = useText('desk')
  return useMemo(() => {
    const options = ['open', 'done', 'closed'].map((value) => ({ value, label: t(`problemGroup.${value}`) }))
    return [{ name: 'group', label: t('filter.group'), options }]
  }, [t])
}

function useProblemColumns(): readonly Column<ProblemRow>[] {
  const t = useText('desk')
  return useMemo<readonly Column<ProblemRow>[]>(
    () => [
      {
        key: 'priority',
        title: '',
        role: 'mark',
        render: ({ priority }) => <SeverityMark level={levelOf(priority)} form="mark" />,
      },
      { key: 'number', title: t('column.number'), role: 'id', render: ({ number }) => number },
      { key: 'subject', title: t('column.subject'), role: 'subject', render: ({ subject }) => subject },
      { key: 'pattern', title: t('column.pattern'), render: ({ fields }) => fields.pattern ?? '–' },
      {
        key: 'state',
        title: t('column.state'),
        render: ({ state }) => (
          <StatusMark form="plain" shape={problemShape(state)}>
            {t(`problemState.${state}`)}
          </StatusMark>
        ),
      },
      {
        key: 'updated',
        title: t('column.updated'),
        role: 'end',
        render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      },
    ],
    [t],
  )
}

interface Draft {
  readonly subject: string
  readonly pattern?: string
  readonly description?: string
}

function NewProblem({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('desk')
  const [form] = Form.useForm<Draft>()
  const command = useCommand(deskApi, 'openProblem', { refetch: [deskApi.key('listProblems')] })
  const send = ({ subject, pattern, description }: Draft) =>
    command.mutate(
      { body: { subject, ...(pattern && { pattern }), ...(description && { description }) } },
      {
        onSuccess: ({ number }) => {
          form.resetFields()
          onClose()
          toast({ text: t('problems.done', { number }) })
        },
      },
    )
  return (
    <Modal
      open={open}
      title={t('problems.open')}
      okText={t('problems.open')}
      cancelText={t('kit:close')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Draft> form={form} layout="vertical" onFinish={send} requiredMark={false}>
        <Form.Item
          name="subject"
          label={t('field.subject')}
          rules={[{ required: true, message: t('newIncident.subjectMissing') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="pattern" label={t('column.pattern')} extra={t('problems.patternHint')}>
          <Input maxLength={400} />
        </Form.Item>
        <Form.Item name="description" label={t('field.description')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
