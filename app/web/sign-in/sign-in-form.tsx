import { Button, Input } from 'antd'
import { Building2 } from 'lucide-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { ForgottenPassword } from './forgotten-password.tsx'
import { RefusedElsewhere } from './refused-elsewhere.tsx'
import { useSignIn, wantsCode, type OidcOption } from './use-sign-in.ts'

export interface SignInFormProps {
  readonly oidc: readonly OidcOption[]
  readonly tenantName: string | null
}

export function SignInForm({ oidc, tenantName }: SignInFormProps) {
  const t = useText('app')
  const signIn = useSignIn()
  const [asked, setAsked] = useState(false)
  const [values, setValues] = useState({ login: '', password: '', code: '' })
  const coded = wantsCode(signIn.error)
  const set = (name: keyof typeof values) => (value: string) => setValues({ ...values, [name]: value })
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (values.login && values.password) signIn.mutate(values)
  }
  const missing = (name: 'login' | 'password') => asked && !values[name] && t(`signIn.${name}Missing`)
  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <h1>{t('signIn.title')}</h1>
      <RefusedElsewhere />
      <Field
        name="login"
        label={t('signIn.login')}
        value={values.login}
        onChange={set('login')}
        problem={missing('login')}
      />
      <Field
        name="password"
        label={t('signIn.password')}
        value={values.password}
        onChange={set('password')}
        problem={missing('password')}
      />
      {coded && (
        <Field
          name="code"
          label={t('signIn.code')}
          value={values.code}
          onChange={set('code')}
          help={t('signIn.codeHint')}
        />
      )}
      {signIn.error && !(coded && !values.code) && <ErrorNotice error={signIn.error} safe="" />}
      <Button type="primary" htmlType="submit" block className="sign-in-button" loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      <ForgottenPassword login={values.login} />
      {oidc.length > 0 && <p className="sign-in-or">{t('signIn.or')}</p>}
      {oidc.map(({ id, label }) => (
        <Button
          key={id}
          block
          className="sign-in-button"
          href={`/api/engine/oidc/${encodeURIComponent(id)}?returnTo=${encodeURIComponent(location.pathname)}`}
          icon={<Building2 aria-hidden size={16} strokeWidth={1.75} />}
        >
          {label}
        </Button>
      ))}
      <p className="sign-in-server s t3">
        {tenantName
          ? t('signIn.server', { host: location.host, tenant: tenantName })
          : t('signIn.serverOnly', { host: location.host })}
      </p>
    </form>
  )
}

interface FieldProps {
  readonly name: 'login' | 'password' | 'code'
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem?: ReactNode
  readonly help?: string
}

const AUTOCOMPLETE = { login: 'username', password: 'current-password', code: 'one-time-code' } as const

function Field({ name, label, value, onChange, problem, help }: FieldProps) {
  const Control = name === 'password' ? Input.Password : Input
  return (
    <label className="field">
      <span className="md">{label}</span>
      <Control
        size="large"
        name={name}
        autoComplete={AUTOCOMPLETE[name]}
        value={value}
        {...(problem && { status: 'error' as const, 'aria-invalid': true })}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem ? <span className="s bad">{problem}</span> : help && <span className="s t3">{help}</span>}
    </label>
  )
}
