import { Input, InputNumber, Select, Switch } from 'antd'
import { useText } from '#kit/i18n'
import type { ChannelRecord } from '../api.ts'

export type Conduct = ChannelRecord['conduct']

interface ConductFieldsProps {
  readonly value: Conduct
  readonly queues: readonly { readonly queueId: string; readonly name: string }[]
  readonly onChange: (value: Conduct) => void
}

const ANY = 'any'

/** How conversations of a channel are conducted: the bot, the queue, the times. */
export function ConductFields({ value, queues, onChange }: ConductFieldsProps) {
  const t = useText('conversation')
  const set = (part: Partial<Conduct>) => onChange({ ...value, ...part })
  const options = [
    { value: ANY, label: t('channels.anyQueue') },
    ...queues.map(({ queueId, name }) => ({ value: queueId, label: name })),
  ]
  const figure = (name: 'replyTargetSeconds' | 'units' | 'idleMinutes', min: number, max: number) => (
    <label>
      {t(`field.${name}`)}
      <InputNumber
        min={min}
        max={max}
        value={value[name]}
        onChange={(next) => next !== null && set({ [name]: next })}
      />
    </label>
  )
  return (
    <>
      <label>
        {t('field.queueId')}
        <Select
          aria-label={t('field.queueId')}
          value={value.queueId ?? ANY}
          options={options}
          onChange={(queueId) => set({ queueId: queueId === ANY ? null : queueId })}
        />
      </label>
      <label className="row">
        <Switch checked={value.bot} onChange={(bot) => set({ bot })} /> {t('field.bot')}
      </label>
      {value.bot && (
        <label>
          {t('field.botName')}
          <Input maxLength={40} value={value.botName} onChange={({ target }) => set({ botName: target.value })} />
        </label>
      )}
      <label>
        {t('field.greeting')}
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={value.greeting}
          onChange={({ target }) => set({ greeting: target.value })}
        />
      </label>
      {figure('replyTargetSeconds', 5, 86_400)}
      {figure('units', 1, 100)}
      {figure('idleMinutes', 5, 43_200)}
      <label className="row">
        <Switch checked={value.survey} onChange={(survey) => set({ survey })} /> {t('field.survey')}
      </label>
      <label className="row">
        <Switch checked={value.linkPreviews} onChange={(linkPreviews) => set({ linkPreviews })} />{' '}
        {t('field.linkPreviews')}
      </label>
    </>
  )
}
