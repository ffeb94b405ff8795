import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery, useQueryClient, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { deskApi, type IncidentDetail, type IncidentRow } from '../api.ts'
import { madeAgainst } from '../words.ts'
import { Refused } from './refused.tsx'
import { isConflict } from './use-acting.ts'

/** A select knows no null. */
const NOBODY = ''

interface Given {
  readonly assigneeId: string
  readonly priority: IncidentRow['priority']
}

/** Who works on it and how urgent it is; what was before can be taken back. */
export function AssignDialog({ detail, onClose }: { detail: IncidentDetail; onClose: () => void }) {
  const t = useText('desk')
  const [form] = Form.useForm<Given>()
  const assigning = useAssigning(detail)
  const { assigneeId, priority } = detail.incident
  const priorities = (['p1', 'p2', 'p3', 'p4'] as const).map((value) => ({ value, label: t(`priority.${value}`) }))
  return (
    <Modal
      open
      title={t('assign.title')}
      okText={t('assign.save')}
      cancelText={t('kit:back')}
      confirmLoading={assigning.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ assigneeId: assigneeId ?? NOBODY, priority }}
        onFinish={(given) => assigning.assign(given, onClose)}
      >
        <Form.Item name="assigneeId" label={t('filter.owner')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={useColleagueOptions()} />
        </Form.Item>
        <Form.Item name="priority" label={t('filter.priority')} extra={t('assign.priorityHint')}>
          <Select options={priorities} />
        </Form.Item>
      </Form>
      <Refused acting={assigning} />
    </Modal>
  )
}

/** Myself first, then nobody, then the others by name. */
function useColleagueOptions() {
  const t = useText('desk')
  const me = useSession().user.id
  const { data } = useQuery(deskApi.query('listColleagues'))
  const all = (data?.items ?? []).map(({ userId, name }) => ({
    value: userId,
    label: userId === me ? t('assign.me', { name }) : name,
  }))
  const mine = all.filter(({ value }) => value === me)
  return [...mine, { value: NOBODY, label: t('owner.none') }, ...all.filter(({ value }) => value !== me)]
}

function useAssigning({ incident }: IncidentDetail) {
  const t = useText('desk')
  const cache = useQueryClient()
  const [version, setVersion] = useState(incident.version)
  const command = useCommand(deskApi, 'assignIncident', { refetch: [deskApi.key()] })
  const params = { id: incident.id }
  const before = { assigneeId: incident.assigneeId, priority: incident.priority }
  return {
    error: command.error,
    pending: command.isPending,
    conflict: isConflict(command.error),
    assign: ({ assigneeId, priority }: Given, onDone: () => void) =>
      command.mutate(
        {
          params,
          body: { assigneeId: assigneeId === NOBODY ? null : assigneeId, priority },
          headers: madeAgainst(version),
        },
        {
          onSuccess: (changed) => {
            const undo = () => command.mutate({ params, body: before, headers: madeAgainst(changed.version) })
            toast({ text: t('assign.done', { number: incident.number }), undo })
            onDone()
          },
        },
      ),
    reload: async () => {
      const newer = await cache.fetchQuery({ ...deskApi.query('getIncident', { params }), staleTime: 0 })
      setVersion(newer.version)
      command.reset()
    },
  }
}
