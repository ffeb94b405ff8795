import { Button, Form, Input } from 'antd'
import { sessionApi, useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, Section, toast } from '#kit/ui'
import { accountsApi } from '../api.ts'

interface Passwords {
  readonly current: string
  readonly password: string
  readonly again: string
}

export const PASSWORD_LENGTH_MIN = 10

/** A new password; everywhere else the account is then signed out. */
export function PasswordForm() {
  const t = useText('settings')
  const [form] = Form.useForm<Passwords>()
  const change = useCommand(accountsApi, 'changePassword', { refetch: [sessionApi.key('listSessions')] })
  const save = ({ current, password }: Passwords) =>
    change.mutate(
      { body: { current, password } },
      {
        onSuccess: () => {
          form.resetFields()
          toast({ text: t('security.changed') })
        },
      },
    )
  return (
    <Section title={t('security.password')}>
      <Form<Passwords> form={form} layout="vertical" onFinish={save} requiredMark={false}>
        <Form.Item name="current" label={t('security.current')} rules={[{ required: true, message: t('missing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPasswordFields />
        <Button htmlType="submit" loading={change.isPending}>
          {t('security.change')}
        </Button>
      </Form>
      {change.error && <ErrorNotice error={change.error} />}
    </Section>
  )
}

/** `password` and the same once more. */
export function NewPasswordFields() {
  const t = useText('settings')
  const short = t('security.short', { length: PASSWORD_LENGTH_MIN })
  return (
    <>
      <Form.Item
        name="password"
        label={t('security.new')}
        extra={short}
        rules={[{ required: true, min: PASSWORD_LENGTH_MIN, message: short }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('security.again')}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('security.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
