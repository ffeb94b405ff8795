import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, DateField, EmptyState, ErrorNotice } from '#kit/ui'
import { deliveryApi, type Milestone, type ProjectDetail } from '../api.ts'
import { DueDay } from '../marks.tsx'
import { useToday } from '../use-today.ts'

/** What has to be reached by when, in the order of the plan. */
export function Plan({ detail: { project, milestones } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const may = useMay()
  const canEdit = may('delivery.project.edit') && project.stateGroup !== 'closed'
  return (
    <Card>
      <ul className="plan" aria-label={t('tabs.plan')}>
        {milestones.map((milestone) => (
          <MilestoneLine key={milestone.milestoneId} projectId={project.id} milestone={milestone} canEdit={canEdit} />
        ))}
        {milestones.length === 0 && !canEdit && <EmptyState title={t('milestone.empty')} />}
        {canEdit && <AddMilestone projectId={project.id} />}
      </ul>
    </Card>
  )
}

interface LineProps {
  readonly projectId: string
  readonly milestone: Milestone
  readonly canEdit: boolean
}

function MilestoneLine({ projectId, milestone, canEdit }: LineProps) {
  const t = useText('delivery')
  const formats = useFormats()
  const today = useToday()
  const command = useCommand(deliveryApi, 'changeMilestone', { refetch: [deliveryApi.key()] })
  const { milestoneId, title, ownerName, dueOn, reachedOn } = milestone
  const reach = (reached: boolean) =>
    command.mutate({ params: { id: projectId, milestoneId }, body: { reachedOn: reached ? today : null } })
  return (
    <li>
      <Checkbox
        checked={reachedOn !== null}
        disabled={!canEdit || command.isPending}
        onChange={(event) => reach(event.target.checked)}
      >
        <span className={reachedOn === null ? 'md' : 'done'}>{title}</span>
      </Checkbox>
      <span className="t2">{ownerName ?? '–'}</span>
      {reachedOn === null ? (
        <DueDay on={dueOn} today={today} text={formats.day(dueOn)} />
      ) : (
        <span className="n nb ok">{t('milestone.reached', { on: formats.day(reachedOn) })}</span>
      )}
    </li>
  )
}

function AddMilestone({ projectId }: { projectId: string }) {
  const t = useText('delivery')
  const today = useToday()
  const [title, setTitle] = useState('')
  const [dueOn, setDueOn] = useState(today)
  const command = useCommand(deliveryApi, 'addMilestone', { refetch: [deliveryApi.key()] })
  const add = (): void => {
    if (title.trim() === '') return
    command.mutate({ params: { id: projectId }, body: { title, dueOn } }, { onSuccess: () => setTitle('') })
  }
  return (
    <li className="add">
      <Input
        aria-label={t('milestone.title')}
        placeholder={t('milestone.title')}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={add}
      />
      <DateField label={t('milestone.due')} value={dueOn} onChange={(day = today) => setDueOn(day)} />
      <Button loading={command.isPending} onClick={add}>
        {t('milestone.add')}
      </Button>
      {command.error && <ErrorNotice error={command.error} />}
    </li>
  )
}
