import { Form, Input } from 'antd'
import { sessionApi, useCommand } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { FormDrawer, toast } from '#kit/ui'
import { accountsApi, type Access } from '../api.ts'
import { UserFields, type UserDraft } from './user-fields.tsx'

interface Invitation extends UserDraft {
  readonly login: string
}

/** Makes an account; its owner sets the password behind a link. */
export function InviteUser({ onClose, onAccess }: { onClose: () => void; onAccess: (access: Access) => void }) {
  const t = useText('settings')
  const locale = useLocale()
  const [form] = Form.useForm<Invitation>()
  const invite = useCommand(accountsApi, 'inviteUser', { refetch: [sessionApi.key('listUsers')] })
  const send = ({ email, customerId, ...draft }: Invitation) =>
    invite.mutate(
      { body: { ...draft, ...(email && { email }), ...(customerId && { customerId }) } },
      {
        onSuccess: ({ user, access }) => {
          toast({ text: t('users.invited', { name: user.name }) })
          onAccess(access)
          onClose()
        },
      },
    )
  return (
    <FormDrawer<Invitation>
      open
      title={t('users.invite')}
      form={form}
      initial={{ locale, roles: [], teamIds: [], sees: 'everything' }}
      submit={t('users.invite')}
      busy={invite.isPending}
      error={invite.error}
      onSubmit={send}
      onClose={onClose}
    >
      <Form.Item
        name="login"
        label={t('users.login')}
        extra={t('users.loginHint')}
        rules={[{ required: true, message: t('missing') }]}
      >
        <Input autoFocus autoComplete="off" maxLength={200} />
      </Form.Item>
      <UserFields />
    </FormDrawer>
  )
}
