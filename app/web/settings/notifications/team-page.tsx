import { useQuery } from '#kit/data'
import { ErrorNotice, ListSkeleton, PageTitle, Pane, Panes } from '#kit/ui'
import { accountsApi, hooksApi } from '../api.ts'
import { SettingsColumn } from '../settings-column.tsx'
import { HookList } from './hook-list.tsx'
import './notifications.css'

/** Which groups are told of what their teams are told. */
export function TeamNotificationsPage() {
  const hooks = useQuery(hooksApi.query('listTeamNotificationHooks'))
  const kinds = useQuery(hooksApi.query('listNotificationHooks'))
  const teams = useQuery(accountsApi.query('listTeams'))
  const error = hooks.error ?? kinds.error ?? teams.error
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        {error && <ErrorNotice error={error} onRetry={() => void hooks.refetch()} />}
        {!error && !(hooks.data && kinds.data && teams.data) && <ListSkeleton />}
        {hooks.data && kinds.data && teams.data && (
          <SettingsColumn>
            <HookList hooks={hooks.data.items} kinds={kinds.data.kinds} teams={teams.data.items} />
          </SettingsColumn>
        )}
      </Pane>
    </Panes>
  )
}
