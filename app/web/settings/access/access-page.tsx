import { Button, Form } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, Mark } from '#kit/ui'
import { accountsApi } from '../api.ts'
import { NewPasswordFields } from '../security/password-form.tsx'

/** Behind the link of an invitation or a reset: choose a password, then sign in. */
export function AccessPage() {
  // The token stands behind the #, which browsers send to nobody.
  const [token] = useState(() => location.hash.slice(1))
  const whose = useQuery({ ...accountsApi.query('readAccessLink', { body: { token } }), retry: false })
  return (
    <main className="access-page">
      <div className="access-card">
        <Mark size={28} />
        {whose.error && <ErrorNotice error={whose.error} />}
        {whose.data && <ChoosePassword token={token} {...whose.data} />}
      </div>
    </main>
  )
}

interface ChoosePasswordProps {
  readonly token: string
  readonly purpose: 'invitation' | 'reset'
  readonly login: string
  readonly name: string
  readonly tenantName: string
}

function ChoosePassword({ token, purpose, login, name, tenantName }: ChoosePasswordProps) {
  const t = useText('settings')
  const use = useCommand(accountsApi, 'useAccessLink')
  if (use.isSuccess) {
    return (
      <>
        <h1>{t('access.done')}</h1>
        <p className="t2 settings-hint">{t('access.doneHint', { login })}</p>
        <Button type="primary" href="/">
          {t('access.signIn')}
        </Button>
      </>
    )
  }
  return (
    <>
      <h1>{t(`access.welcome.${purpose}`, { name, tenant: tenantName })}</h1>
      <p className="t2">{t('access.login', { login })}</p>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => use.mutate({ body: { token, password } })}
      >
        <NewPasswordFields />
        <Button type="primary" htmlType="submit" block size="large" loading={use.isPending}>
          {t('access.set')}
        </Button>
      </Form>
      {use.error && <ErrorNotice error={use.error} />}
    </>
  )
}
