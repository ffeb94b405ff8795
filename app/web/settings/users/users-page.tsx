import { Button } from 'antd'
import { UserPlus, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { rowsOfQuery, sessionApi, useLive, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  Avatar,
  Chip,
  DataTable,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  StatusMark,
  useFilters,
  type Column,
} from '#kit/ui'
import { accountsApi, type Access, type User } from '../api.ts'
import { AccessShown } from './access-shown.tsx'
import { InviteUser } from './invite-user.tsx'
import { useRoleName } from './role-name.ts'
import { UserDrawer } from './user-drawer.tsx'

/** Everybody who may sign in. */
export function UsersPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const [access, show] = useState<Access>()
  const query = useQuery(sessionApi.query('listUsers'))
  const filters = useFilters(useUserFilters())
  const rows = rowsOfQuery(query, ({ items }) => items.filter((user) => matches(user, filters.values, filters.words)))
  useLive(['engine.users'], { refetch: [sessionApi.key('listUsers')] })
  const chosen = query.data?.items.find(({ userId }) => userId === search['user'])
  const close = () => patch({ user: undefined, new: undefined })
  const invite = (
    <Button
      type="primary"
      icon={<UserPlus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ new: '1', user: undefined })}
    >
      {t('users.invite')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {invite}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} searchable />}>
        <DataTable
          name="settings.users"
          label={t('users.title')}
          rows={rows}
          columns={useUserColumns()}
          rowKey={({ userId }) => userId}
          selected={chosen?.userId}
          filters={filters}
          onOpen={({ userId }) => patch({ user: userId, new: undefined })}
          empty={<EmptyState icon={Users} title={t('users.empty')} action={invite} />}
        />
      </Pane>
      {search['new'] === '1' && <InviteUser onClose={close} onAccess={show} />}
      {chosen && <UserDrawer key={chosen.userId} user={chosen} onClose={close} onAccess={show} />}
      <AccessShown access={access} onClose={() => show(undefined)} />
    </Panes>
  )
}

export type UserState = 'active' | 'waiting' | 'disabled'

export function stateOf({ disabledAt, hasPassword }: User): UserState {
  if (disabledAt !== null) return 'disabled'
  return hasPassword ? 'active' : 'waiting'
}

function matches(user: User, values: Readonly<Record<string, string>>, words: string): boolean {
  const { role, state } = values
  const text = `${user.name} ${user.login} ${user.email ?? ''}`.toLowerCase()
  return (
    (!role || user.roles.includes(role)) && (!state || stateOf(user) === state) && text.includes(words.toLowerCase())
  )
}

function useUserFilters() {
  const t = useText('settings')
  const roleName = useRoleName()
  const { data } = useQuery(accountsApi.query('listRoles'))
  return useMemo(
    () => [
      {
        name: 'role',
        label: t('users.role'),
        options: (data?.items ?? []).map(({ role }) => ({ value: role, label: roleName(role) })),
      },
      {
        name: 'state',
        label: t('users.state'),
        options: ['active', 'waiting', 'disabled'].map((value) => ({ value, label: t(`users.states.${value}`) })),
      },
    ],
    [t, data, roleName],
  )
}

const SHAPES = { active: 'done', waiting: 'new', disabled: 'hold' } as const

function useUserColumns(): readonly Column<User>[] {
  const t = useText('settings')
  const roleName = useRoleName()
  return useMemo<readonly Column<User>[]>(
    () => [
      { key: 'who', title: '', role: 'mark', render: ({ name }) => <Avatar name={name} size={24} /> },
      { key: 'name', title: t('users.name'), role: 'subject', render: ({ name }) => name },
      { key: 'login', title: t('users.login'), render: ({ login }) => login },
      {
        key: 'roles',
        title: t('users.roles'),
        render: ({ roles, sees }) => (
          <span className="row nb">
            {roles.map(roleName).join(t('list'))}
            {sees === 'own_teams' && <Chip>{t('users.ownTeams')}</Chip>}
          </span>
        ),
      },
      {
        key: 'second',
        title: t('users.secondFactor'),
        wideOnly: true,
        render: ({ hasSecondFactor }) =>
          hasSecondFactor ? <Chip tone="ok">{t('users.on')}</Chip> : <span className="t3">{t('users.off')}</span>,
      },
      {
        key: 'state',
        title: t('users.state'),
        role: 'end',
        render: (user) => (
          <StatusMark form="plain" shape={SHAPES[stateOf(user)]}>
            {t(`users.states.${stateOf(user)}`)}
          </StatusMark>
        ),
      },
    ],
    [t, roleName],
  )
}
