import { Form, Input, Select, Switch } from 'antd'
import { useCommand } from '#kit/data'
import { useLocale, useText, type Locale } from '#kit/i18n'
import { FormDrawer, StatusMark, toast } from '#kit/ui'
import { hooksApi, type NotificationHook, type Preferences } from '../api.ts'
import { HookActs } from './hook-acts.tsx'
import type { HookListProps } from './hook-list.tsx'
import { QuietFields } from './quiet-fields.tsx'

const FORMATS = ['wecom', 'dingtalk', 'feishu', 'slack', 'facet'] as const
/** Their robots sign with a secret of their own. */
const SIGNING: readonly string[] = ['dingtalk', 'feishu']

interface Draft {
  readonly teamId?: string
  readonly format: NotificationHook['format']
  readonly url: string
  readonly secret?: string
  readonly description: string
  readonly kinds: string[]
  readonly locale: Locale
  readonly quietHours: Preferences['quietHours']
  readonly enabled: boolean
}

interface HookFormProps extends Pick<HookListProps, 'kinds' | 'teams'> {
  readonly hook: NotificationHook | undefined
  readonly onSecret: (secret: string) => void
  readonly onClose: () => void
}

/** An address: which robot, what it is told, and for a team in which language and when not. */
export function HookForm({ hook, kinds, teams, onSecret, onClose }: HookFormProps) {
  const t = useText('settings')
  const locale = useLocale()
  const [form] = Form.useForm<Draft>()
  const options = { refetch: [hooksApi.key()] }
  const own = useCommand(hooksApi, 'createNotificationHook', options)
  const ofTeam = useCommand(hooksApi, 'createTeamNotificationHook', options)
  const change = useCommand(hooksApi, 'changeNotificationHook', options)
  const made = {
    onSuccess: ({ secret }: { secret: string | null }) => {
      onClose()
      if (secret) onSecret(secret)
    },
  }
  const save = ({ enabled, teamId, format, url, secret, ...settings }: Draft) => {
    const saved = { onSuccess: () => (toast({ text: t('notifications.saved') }), onClose()) }
    if (hook) return change.mutate({ params: { id: hook.id }, body: { ...settings, enabled } }, saved)
    const body = { ...settings, format, url, ...(secret && { secret }) }
    return teamId ? ofTeam.mutate({ body: { ...body, teamId } }, made) : own.mutate({ body }, made)
  }
  const usual = { format: 'wecom', description: '', kinds: ['*'], locale, quietHours: null, enabled: true } as const
  const initial = hook ? { ...hook, teamId: hook.teamId ?? undefined } : { ...usual, kinds: ['*'] }
  return (
    <FormDrawer<Draft>
      open
      title={hook ? hook.description || t(`notifications.formats.${hook.format}`) : t('notifications.newHook')}
      form={form}
      initial={initial as Partial<Draft>}
      submit={t('save')}
      busy={own.isPending || ofTeam.isPending || change.isPending}
      error={own.error ?? ofTeam.error ?? change.error}
      onSubmit={save}
      onClose={onClose}
      {...(hook && { notice: <Stopped hook={hook} />, acts: <HookActs hook={hook} onGone={onClose} /> })}
    >
      {!hook && <AddressFields {...(teams && { teams })} />}
      <Form.Item name="description" label={t('webhooks.description')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kinds" label={t('notifications.what')} rules={[{ required: true, message: t('missing') }]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '*', label: t('notifications.everything') },
            ...kinds.map(({ kind, label }) => ({ value: kind, label })),
          ]}
        />
      </Form.Item>
      {teams && <TeamFields />}
      {hook && (
        <Form.Item name="enabled" label={t('webhooks.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormDrawer>
  )
}

function Stopped({ hook: { enabled, disabledReason } }: { hook: NotificationHook }) {
  const t = useText('settings')
  if (enabled || !disabledReason) return null
  return (
    <p className="note">
      <StatusMark shape="late">{t(`webhooks.disabled.${disabledReason}`)}</StatusMark>
    </p>
  )
}

/** Where it goes; not changed afterwards, because nobody is shown the address again. */
function AddressFields({ teams }: Pick<HookListProps, 'teams'>) {
  const t = useText('settings')
  const format = Form.useWatch<string>('format') ?? 'wecom'
  const required = [{ required: true, message: t('missing') }]
  return (
    <>
      {teams && (
        <Form.Item name="teamId" label={t('notifications.team')} rules={required}>
          <Select options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="format" label={t('notifications.format')}>
        <Select options={FORMATS.map((value) => ({ value, label: t(`notifications.formats.${value}`) }))} />
      </Form.Item>
      <Form.Item name="url" label={t('webhooks.url')} extra={t(`notifications.where.${format}`)} rules={required}>
        <Input className="mono" maxLength={2000} autoComplete="off" />
      </Form.Item>
      {SIGNING.includes(format) && (
        <Form.Item name="secret" label={t('notifications.secret')} rules={required}>
          <Input.Password maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
    </>
  )
}

function TeamFields() {
  const t = useText('settings')
  return (
    <>
      <Form.Item name="locale" label={t('notifications.language')}>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <Form.Item name="quietHours" label={t('notifications.quiet')}>
        <QuietFields />
      </Form.Item>
    </>
  )
}
