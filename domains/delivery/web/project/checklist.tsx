import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, EmptyState, ErrorNotice } from '#kit/ui'
import { deliveryApi, type ProjectDetail } from '../api.ts'

/** What must be done before anything is shown for acceptance. */
export function Checklist({ detail: { project, checks } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const formats = useFormats()
  const may = useMay()
  const canEdit = may('delivery.project.edit') && project.stateGroup === 'open'
  const command = useCommand(deliveryApi, 'setCheckDone', { refetch: [deliveryApi.key()] })
  return (
    <Card>
      <ul className="plan" aria-label={t('tabs.checks')}>
        {checks.map(({ id, title, doneAt }) => (
          <li key={id}>
            <Checkbox
              checked={doneAt !== null}
              disabled={!canEdit || command.isPending}
              onChange={(event) =>
                command.mutate({ params: { id: project.id, checkId: id }, body: { done: event.target.checked } })
              }
            >
              <span className={doneAt === null ? 'md' : 'done'}>{title}</span>
            </Checkbox>
            {doneAt !== null && <span className="s t3 n">{formats.moment(doneAt)}</span>}
          </li>
        ))}
        {checks.length === 0 && <EmptyState title={t('check.empty')} />}
        {canEdit && <AddCheck projectId={project.id} />}
      </ul>
      {command.error && <ErrorNotice error={command.error} />}
    </Card>
  )
}

function AddCheck({ projectId }: { projectId: string }) {
  const t = useText('delivery')
  const [title, setTitle] = useState('')
  const command = useCommand(deliveryApi, 'addCheck', { refetch: [deliveryApi.key()] })
  const add = (): void => {
    if (title.trim() === '') return
    command.mutate({ params: { id: projectId }, body: { title } }, { onSuccess: () => setTitle('') })
  }
  return (
    <li className="add">
      <Input
        aria-label={t('check.title')}
        placeholder={t('check.title')}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={add}
      />
      <Button loading={command.isPending} onClick={add}>
        {t('check.add')}
      </Button>
      {command.error && <ErrorNotice error={command.error} />}
    </li>
  )
}
