import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useQueryClient } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { deskApi, type IncidentDetail, type IncidentRow } from '../api.ts'
import { Refused } from '../incident/refused.tsx'
import { isConflict } from '../incident/use-acting.ts'
import { madeAgainst } from '../words.ts'
import { MostRoom } from './most-room.tsx'
import { NOBODY, useCandidates } from './use-candidates.ts'

interface Given {
  readonly teamId: string
  readonly assigneeId: string
  readonly priority: IncidentRow['priority']
}

/** Which team, who of it, and how urgent it is; what was before can be taken back. */
export function AssignDialog({ detail, onClose }: { detail: IncidentDetail; onClose: () => void }) {
  const t = useText('desk')
  const [form] = Form.useForm<Given>()
  const assigning = useAssigning(detail)
  const { teamId, assigneeId, priority } = detail.incident
  const candidates = useCandidates(detail.incident.id, Form.useWatch<string | undefined>('teamId', form))
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
        initialValues={{ teamId: teamId ?? NOBODY, assigneeId: assigneeId ?? NOBODY, priority }}
        onFinish={(given) => assigning.assign(given, onClose)}
      >
        <Form.Item name="teamId" label={t('assign.team')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={candidates.teams} />
        </Form.Item>
        <Form.Item
          name="assigneeId"
          label={t('filter.owner')}
          extra={<MostRoom candidates={candidates} onChoose={(userId) => form.setFieldValue('assigneeId', userId)} />}
        >
          <Select showSearch={{ optionFilterProp: 'label' }} options={candidates.people} />
        </Form.Item>
        <Form.Item name="priority" label={t('filter.priority')} extra={t('assign.priorityHint')}>
          <Select options={priorities} />
        </Form.Item>
      </Form>
      <Refused acting={assigning} />
    </Modal>
  )
}

function useAssigning({ incident }: IncidentDetail) {
  const t = useText('desk')
  const cache = useQueryClient()
  const [version, setVersion] = useState(incident.version)
  const command = useCommand(deskApi, 'assignIncident', { refetch: [deskApi.key()] })
  const params = { id: incident.id }
  const { teamId, assigneeId, priority } = incident
  const before = { teamId, assigneeId, priority }
  return {
    error: command.error,
    pending: command.isPending,
    conflict: isConflict(command.error),
    assign: (given: Given, onDone: () => void) =>
      command.mutate(
        {
          params,
          body: { teamId: idOf(given.teamId), assigneeId: idOf(given.assigneeId), priority: given.priority },
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

function idOf(chosen: string): string | null {
  return chosen === NOBODY ? null : chosen
}
