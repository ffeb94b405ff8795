import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, PageTitle, Pane, Panes, Section, toast } from '#kit/ui'
import { hooksApi, mailApi, type Preferences } from '../api.ts'
import { SettingsColumn } from '../settings-column.tsx'
import { HookList } from './hook-list.tsx'
import { QuietFields } from './quiet-fields.tsx'
import './notifications.css'

/** What I am told of, and how: in the app, by mail, at addresses of mine; and when not. */
export function NotificationsPage() {
  const preferences = useQuery(mailApi.query('readNotificationPreferences'))
  const hooks = useQuery(hooksApi.query('listNotificationHooks'))
  const error = preferences.error ?? hooks.error
  const again = () => void Promise.all([preferences.refetch(), hooks.refetch()])
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {error && <ErrorNotice error={error} onRetry={again} />}
        {!error && !(preferences.data && hooks.data) && <ListSkeleton />}
        {preferences.data && hooks.data && (
          <SettingsColumn>
            <Chosen key={preferences.dataUpdatedAt} stored={preferences.data} />
            <HookList hooks={hooks.data.items} kinds={hooks.data.kinds} />
          </SettingsColumn>
        )}
      </Pane>
    </Panes>
  )
}

type Way = 'inApp' | 'mail'

function Chosen({ stored }: { stored: Preferences }) {
  const t = useText('settings')
  const [wanted, want] = useState(stored)
  const save = useCommand(mailApi, 'saveNotificationPreferences', {
    refetch: [mailApi.key('readNotificationPreferences')],
  })
  const isDirty = JSON.stringify(wanted) !== JSON.stringify(stored)
  const set = (kind: string, way: Way, on: boolean) =>
    want({ ...wanted, kinds: wanted.kinds.map((one) => (one.kind === kind ? { ...one, [way]: on } : one)) })
  const keep = () => {
    const kinds = wanted.kinds.map(({ kind, inApp, mail }) => ({ kind, inApp, mail }))
    const done = { onSuccess: () => toast({ text: t('notifications.saved') }) }
    save.mutate({ body: { quietHours: wanted.quietHours, kinds } }, done)
  }
  return (
    <>
      <Section title={t('notifications.kinds')}>
        <KindTable kinds={wanted.kinds} onSet={set} />
      </Section>
      <Section title={t('notifications.quiet')}>
        <p className="settings-hint t2">{t('notifications.quietHint')}</p>
        <QuietFields value={wanted.quietHours} onChange={(quietHours) => want({ ...wanted, quietHours })} />
      </Section>
      {save.error && <ErrorNotice error={save.error} />}
      {isDirty && (
        <div className="save-bar">
          <Button type="primary" loading={save.isPending} onClick={keep}>
            {t('save')}
          </Button>
          <Button onClick={() => want(stored)}>{t('notifications.undo')}</Button>
        </div>
      )}
    </>
  )
}

interface KindTableProps {
  readonly kinds: Preferences['kinds']
  readonly onSet: (kind: string, way: Way, on: boolean) => void
}

function KindTable({ kinds, onSet }: KindTableProps) {
  const t = useText('settings')
  return (
    <table className="kind-table">
      <thead>
        <tr>
          <th scope="col">{t('notifications.kind')}</th>
          <th scope="col">{t('notifications.inApp')}</th>
          <th scope="col">{t('notifications.mail')}</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, label, inApp, mail }) => (
          <tr key={kind}>
            <th scope="row">{label}</th>
            <td>
              <Checkbox
                checked={inApp}
                aria-label={`${label}: ${t('notifications.inApp')}`}
                onChange={({ target }) => onSet(kind, 'inApp', target.checked)}
              />
            </td>
            <td>
              <Checkbox
                checked={mail}
                aria-label={`${label}: ${t('notifications.mail')}`}
                onChange={({ target }) => onSet(kind, 'mail', target.checked)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
