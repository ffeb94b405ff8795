import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, TimeStamp } from '#kit/ui'
import { deskApi, type IncidentDetail, type IncidentTask } from '../api.ts'

/** The steps of an incident: what is to be done besides restoring. */
export function Tasks({ detail: { incident, tasks } }: { detail: IncidentDetail }) {
  const t = useText('desk')
  const mayWork = useMay()('desk.incident.work')
  return (
    <div className="tasks">
      {tasks.length === 0 && <EmptyState title={t('tasks.empty')} hint={t('tasks.emptyHint')} />}
      <ul>
        {tasks.map((task) => (
          <TaskRow key={task.id} incidentId={incident.id} task={task} mayWork={mayWork} />
        ))}
      </ul>
      {mayWork && <NewTask id={incident.id} />}
    </div>
  )
}

function TaskRow({ incidentId, task, mayWork }: { incidentId: string; task: IncidentTask; mayWork: boolean }) {
  const command = useCommand(deskApi, 'setTaskDone', { refetch: [deskApi.key()] })
  const done = task.doneAt !== null
  const params = { id: incidentId, taskId: task.id }
  return (
    <li>
      <Checkbox
        checked={done}
        disabled={!mayWork || command.isPending}
        onChange={({ target }) => command.mutate({ params, body: { done: target.checked } })}
      >
        <span className={done ? 't3' : ''}>{task.title}</span>
      </Checkbox>
      {done && (
        <span className="right s t3">
          <TimeStamp at={task.doneAt} />
        </span>
      )}
      {command.error && <ErrorNotice error={command.error} />}
    </li>
  )
}

function NewTask({ id }: { id: string }) {
  const t = useText('desk')
  const [title, setTitle] = useState('')
  const command = useCommand(deskApi, 'addTask', { refetch: [deskApi.key()] })
  const add = () => {
    if (title.trim() === '') return
    command.mutate({ params: { id }, body: { title: title.trim() } }, { onSuccess: () => setTitle('') })
  }
  return (
    <>
      <div className="row">
        <Input
          aria-label={t('tasks.new')}
          placeholder={t('tasks.new')}
          value={title}
          maxLength={200}
          onChange={({ target }) => setTitle(target.value)}
          onPressEnter={add}
        />
        <Button loading={command.isPending} onClick={add}>
          {t('tasks.add')}
        </Button>
      </div>
      {command.error && <ErrorNotice error={command.error} />}
    </>
  )
}
