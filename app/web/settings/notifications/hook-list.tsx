import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, RelativeTime, Section } from '#kit/ui'
import type { NotificationHook } from '../api.ts'
import { SecretOnce } from '../secret-once.tsx'
import { HookForm } from './hook-form.tsx'

export interface HookListProps {
  readonly hooks: readonly NotificationHook[]
  readonly kinds: readonly { readonly kind: string; readonly label: string }[]
  /** Those of teams; one's own where absent. */
  readonly teams?: readonly { readonly teamId: string; readonly name: string }[]
}

/** Addresses that are told of notifications; each opens with its settings and its log. */
export function HookList({ hooks, kinds, teams }: HookListProps) {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const [secret, show] = useState<string>()
  const chosen = hooks.find(({ id }) => id === search['hook'])
  const close = () => patch({ hook: undefined, new: undefined })
  return (
    <Section title={t('notifications.hooks')}>
      <p className="settings-hint t2">{t(teams ? 'notifications.teamHooksHint' : 'notifications.hooksHint')}</p>
      <ul className="hook-list">
        {hooks.map((hook) => (
          <li key={hook.id}>
            <HookRow hook={hook} kinds={kinds} onOpen={() => patch({ hook: hook.id, new: undefined })} />
          </li>
        ))}
      </ul>
      <Button
        icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => patch({ new: '1', hook: undefined })}
      >
        {t('notifications.newHook')}
      </Button>
      {(chosen || search['new'] === '1') && (
        <HookForm
          key={chosen?.id ?? 'new'}
          hook={chosen}
          kinds={kinds}
          {...(teams && { teams })}
          onSecret={show}
          onClose={close}
        />
      )}
      <SecretOnce
        secret={secret}
        title={t('webhooks.secret')}
        hint={t('webhooks.secretOnce')}
        onClose={() => show(undefined)}
      />
    </Section>
  )
}

interface HookRowProps extends Pick<HookListProps, 'kinds'> {
  readonly hook: NotificationHook
  readonly onOpen: () => void
}

function HookRow({ hook, kinds, onOpen }: HookRowProps) {
  const t = useText('settings')
  const { format, description, teamName, url, kinds: wanted, enabled, lastSuccessAt } = hook
  const labels = new Map(kinds.map(({ kind, label }) => [kind, label]))
  const about = wanted.includes('*')
    ? t('notifications.everything')
    : wanted.map((kind) => labels.get(kind) ?? kind).join(t('list'))
  return (
    <button type="button" className="hook-row" onClick={onOpen}>
      <span className="grow">
        <span className="md">{description || teamName || t(`notifications.formats.${format}`)}</span>
        <span className="s t2 cut hook-about">
          {[teamName, t(`notifications.formats.${format}`), url, about].filter(Boolean).join(' · ')}
        </span>
      </span>
      {lastSuccessAt && (
        <span className="s t2 nb wide">
          <RelativeTime at={lastSuccessAt} />
        </span>
      )}
      {enabled ? (
        <Chip tone="ok" shape="done">
          {t('users.on')}
        </Chip>
      ) : (
        <Chip shape="hold">{t('users.off')}</Chip>
      )}
    </button>
  )
}
