import { Button, Form } from 'antd'
import { ifMatch, sessionApi, useCommand, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, FormDrawer, toast } from '#kit/ui'
import { accountsApi, type Access, type User } from '../api.ts'
import { UserFields, type UserDraft } from './user-fields.tsx'

interface UserDrawerProps {
  readonly user: User
  readonly onClose: () => void
  readonly onAccess: (access: Access) => void
}

const REFETCH = { refetch: [sessionApi.key('listUsers')] }

/** One account: what it is, and what an administrator may do to it. */
export function UserDrawer({ user, onClose, onAccess }: UserDrawerProps) {
  const t = useText('settings')
  const [form] = Form.useForm<UserDraft>()
  const change = useCommand(accountsApi, 'changeUser', REFETCH)
  const save = ({ email, customerId, ...draft }: UserDraft) =>
    change.mutate(
      {
        params: { id: user.userId },
        body: { ...draft, email: email || null, customerId: customerId ?? null },
        ...ifMatch(user.version),
      },
      {
        onSuccess: ({ name }) => {
          toast({ text: t('saved', { name }) })
          onClose()
        },
      },
    )
  const { name, email, locale, roles, customerId, teamIds, sees } = user
  const initial = {
    name,
    roles,
    teamIds,
    sees,
    locale: locale as UserDraft['locale'],
    ...(email && { email }),
    ...(customerId && { customerId }),
  }
  return (
    <FormDrawer<UserDraft>
      open
      title={user.login}
      form={form}
      initial={initial}
      submit={t('save')}
      busy={change.isPending}
      error={change.error}
      onSubmit={save}
      onClose={onClose}
      acts={<UserActs user={user} onAccess={onAccess} />}
    >
      <UserFields rolesHint={t('users.rolesHint')} />
    </FormDrawer>
  )
}

function UserActs({ user, onAccess }: Pick<UserDrawerProps, 'user' | 'onAccess'>) {
  const t = useText('settings')
  const self = useSession().user.id === user.userId
  const input = { params: { id: user.userId } }
  const send = useCommand(accountsApi, 'sendAccess', REFETCH)
  const remove = useCommand(accountsApi, 'removeUserSecondFactor', REFETCH)
  const disable = useCommand(accountsApi, 'disableUser', REFETCH)
  const enable = useCommand(accountsApi, 'enableUser', REFETCH)
  const error = send.error ?? remove.error ?? disable.error ?? enable.error
  return (
    <>
      <div className="settings-acts">
        {user.disabledAt === null && (
          <Button loading={send.isPending} onClick={() => send.mutate(input, { onSuccess: onAccess })}>
            {t(user.hasPassword ? 'users.sendReset' : 'users.sendInvitation')}
          </Button>
        )}
        {user.hasSecondFactor && (
          <Button loading={remove.isPending} onClick={() => remove.mutate(input)}>
            {t('users.removeSecondFactor')}
          </Button>
        )}
        {user.disabledAt !== null && (
          <Button loading={enable.isPending} onClick={() => enable.mutate(input)}>
            {t('users.enable')}
          </Button>
        )}
        {user.disabledAt === null && !self && (
          <Button danger loading={disable.isPending} onClick={() => disable.mutate(input)}>
            {t('users.disable')}
          </Button>
        )}
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  )
}
