import { Button, Input, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi, type ChannelRecord } from '../api.ts'
import { ConductFields, type Conduct } from './conduct-fields.tsx'
import { fieldsOf, usualSettings, type ChannelKindName } from './kinds.ts'
import { Outside } from './outside.tsx'
import { SettingField } from './setting-field.tsx'

interface ChannelFormProps {
  /** Undefined: a new one is set up. */
  readonly channel: ChannelRecord | undefined
  readonly kind: ChannelKindName
  readonly onSaved: (channelId: string) => void
}

const USUAL_CONDUCT: Conduct = {
  queueId: null,
  bot: false,
  botName: '小万',
  greeting: '',
  replyTargetSeconds: 120,
  units: 1,
  survey: true,
  linkPreviews: true,
  idleMinutes: 1440,
}

/** One channel: what the platform needs, and how its conversations go. */
export function ChannelForm({ channel, kind, onSaved }: ChannelFormProps) {
  const t = useText('conversation')
  const usual = {
    name: channel?.name ?? t(`channels.kind.${kind}`),
    enabled: channel?.enabled ?? true,
    settings: { ...usualSettings(kind), ...channel?.settings } as Record<string, unknown>,
    conduct: (channel?.conduct ?? USUAL_CONDUCT) as Conduct,
  }
  const [draft, setDraft] = useState(usual)
  const [dirty, setDirty] = useState(channel === undefined)
  const { data: queues } = useQuery(conversationApi.query('listQueues'))
  const { save, saving, error } = useSave(channel, kind, onSaved)
  const change = (part: Partial<typeof usual>) => {
    setDraft({ ...draft, ...part })
    setDirty(true)
  }
  return (
    <form
      className="channel-form"
      onSubmit={(event) => {
        event.preventDefault()
        save(draft)
      }}
    >
      {channel && <Outside channel={channel} />}
      <Group title={t('channels.basics')}>
        <label>
          {t('field.name')}
          <Input required maxLength={60} value={draft.name} onChange={({ target }) => change({ name: target.value })} />
        </label>
        <label className="row">
          <Switch checked={draft.enabled} onChange={(enabled) => change({ enabled })} /> {t('channels.enabled')}
        </label>
      </Group>
      <Group title={t('channels.platform')}>
        {fieldsOf(kind, draft.settings).map((field) => (
          <SettingField
            key={field.name}
            field={field}
            value={draft.settings[field.name]}
            kept={channel?.secretsSet.includes(field.name) ?? false}
            onChange={(value) => change({ settings: { ...draft.settings, [field.name]: value } })}
          />
        ))}
      </Group>
      <Group title={t('channels.conduct')}>
        <ConductFields value={draft.conduct} queues={queues?.items ?? []} onChange={(conduct) => change({ conduct })} />
      </Group>
      {error && <ErrorNotice error={error} what={t('channels.notSaved')} />}
      {dirty && (
        <div className="save-bar row">
          <Button type="primary" htmlType="submit" loading={saving}>
            {t(channel ? 'channels.save' : 'channels.create')}
          </Button>
          {channel && (
            <Button
              onClick={() => {
                setDraft(usual)
                setDirty(false)
              }}
            >
              {t('channels.discard')}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

interface Draft {
  readonly name: string
  readonly enabled: boolean
  readonly settings: Record<string, unknown>
  readonly conduct: Conduct
}

function useSave(channel: ChannelRecord | undefined, kind: ChannelKindName, onSaved: (channelId: string) => void) {
  const t = useText('conversation')
  const options = { refetch: [conversationApi.key('listChannels')] }
  const create = useCommand(conversationApi, 'createChannel', options)
  const update = useCommand(conversationApi, 'updateChannel', options)
  const save = (draft: Draft) => {
    if (channel) {
      const body = { ...draft, version: channel.version }
      const done = () => toast({ text: t('channels.saved', { name: draft.name }) })
      update.mutate({ params: { id: channel.channelId }, body }, { onSuccess: done })
      return
    }
    const done = ({ channelId }: { channelId: string }) => {
      toast({ text: t('channels.created', { name: draft.name }) })
      onSaved(channelId)
    }
    create.mutate({ body: { kind, ...draft } }, { onSuccess: done })
  }
  return { save, saving: create.isPending || update.isPending, error: create.error ?? update.error }
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}
