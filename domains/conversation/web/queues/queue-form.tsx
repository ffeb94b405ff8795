import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi, type Queue } from '../api.ts'
import { SettingsForm } from '../replies/settings-form.tsx'
import { ServedBy } from './served-by.tsx'
import '../replies/replies.css'

interface QueueFormProps {
  /** Undefined: a new one is set up. */
  readonly queue: Queue | undefined
  readonly queues: readonly Queue[]
  readonly onSaved: (queueId: string) => void
}

const USUAL = {
  name: '',
  skills: [],
  teamId: null,
  calendarId: null,
  acceptSeconds: 30,
  awayWhenMissed: true,
  overflow: null,
}
const USUAL_OVERFLOW_SECONDS = 120

export function QueueForm({ queue, queues, onSaved }: QueueFormProps) {
  const t = useText('quality')
  const [draft, setDraft] = useState(() => draftOf(queue))
  const options = { refetch: [conversationApi.key('listQueues'), conversationApi.key('readNow')] }
  const create = useCommand(conversationApi, 'createQueue', options)
  const update = useCommand(conversationApi, 'updateQueue', options)
  const kept = (queueId: string) => () => {
    toast({ text: t('queue.saved', { name: draft.name }) })
    onSaved(queueId)
  }
  const save = () =>
    queue
      ? update.mutate({ params: { id: queue.queueId }, body: draft }, { onSuccess: kept(queue.queueId) })
      : create.mutate({ body: draft }, { onSuccess: ({ queueId }) => kept(queueId)() })
  return (
    <SettingsForm
      isNew={queue === undefined}
      busy={create.isPending || update.isPending}
      error={create.error ?? update.error}
      onSave={save}
      onRemove={undefined}
    >
      <label>
        {t('queue.name')}
        <Input
          required
          maxLength={60}
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
      </label>
      <ServedBy value={draft} onChange={(served) => setDraft({ ...draft, ...served })} />
      <label>
        {t('queue.accept')}
        <InputNumber
          min={5}
          max={600}
          precision={0}
          value={draft.acceptSeconds}
          onChange={(seconds) => setDraft({ ...draft, acceptSeconds: seconds ?? draft.acceptSeconds })}
        />
      </label>
      <div>
        <Checkbox
          checked={draft.awayWhenMissed}
          onChange={({ target }) => setDraft({ ...draft, awayWhenMissed: target.checked })}
        >
          {t('queue.away')}
        </Checkbox>
        <span className="s t3 block">{t('queue.awayHint')}</span>
      </div>
      <OverflowFields
        value={draft.overflow}
        others={queues.filter(({ queueId }) => queueId !== queue?.queueId)}
        onChange={(overflow) => setDraft({ ...draft, overflow })}
      />
    </SettingsForm>
  )
}

function draftOf(queue: Queue | undefined) {
  const { name, skills, teamId, calendarId, acceptSeconds, awayWhenMissed, overflow } = queue ?? USUAL
  return { name, skills: [...skills], teamId, calendarId, acceptSeconds, awayWhenMissed, overflow }
}

interface OverflowFieldsProps {
  readonly value: Queue['overflow']
  readonly others: readonly Queue[]
  readonly onChange: (overflow: Queue['overflow']) => void
}

/** After how long a wait who waits here waits on elsewhere. */
function OverflowFields({ value, others, onChange }: OverflowFieldsProps) {
  const t = useText('quality')
  const options = others.map(({ queueId, name }) => ({ value: queueId, label: name }))
  const choose = (queueId: string | undefined) =>
    onChange(queueId ? { queueId, seconds: value?.seconds ?? USUAL_OVERFLOW_SECONDS } : null)
  return (
    <>
      <label>
        {t('queue.overflow')}
        <Select
          allowClear
          aria-label={t('queue.overflow')}
          placeholder={t('queue.noOverflow')}
          options={options}
          value={value?.queueId}
          onChange={choose}
        />
      </label>
      {value && (
        <label>
          {t('queue.overflowSeconds')}
          <InputNumber
            min={10}
            max={86_400}
            precision={0}
            value={value.seconds}
            onChange={(seconds) => onChange({ ...value, seconds: seconds ?? value.seconds })}
          />
        </label>
      )}
    </>
  )
}
