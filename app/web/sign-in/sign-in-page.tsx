import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Globe, Moon, Sun } from 'lucide-react'
import { sessionApi } from '#kit/data'
import { changeLocale, useLocale, useText } from '#kit/i18n'
import { Mark, useMode } from '#kit/ui'
import { DemoRoles } from './demo-roles.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

/** The first page: sign in, or look around with demo data where this server offers it. */
export function SignInPage() {
  const { data } = useQuery(sessionApi.query('signInOptions'))
  const demo = data?.demo ?? []
  return (
    <div className={demo.length > 0 ? 'sign-in' : 'sign-in alone'}>
      <header className="sign-in-brand">
        <Mark size={28} />
        <span>
          Facet <span className="t2 md">万象</span>
        </span>
        <PageSwitches />
      </header>
      {demo.length > 0 && <DemoRoles demo={demo} tenantName={data?.tenantName ?? ''} />}
      <SignInForm oidc={data?.oidc ?? []} tenantName={data?.tenantName ?? null} />
    </div>
  )
}

function PageSwitches() {
  const t = useText('app')
  const locale = useLocale()
  const { mode, choose } = useMode()
  const Icon = mode === 'dark' ? Sun : Moon
  const next = mode === 'dark' ? 'light' : 'dark'
  return (
    <span className="sign-in-switches">
      <Button
        type="text"
        icon={<Globe aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => void changeLocale(locale === 'en' ? 'zh-CN' : 'en')}
      >
        {locale === 'en' ? '中文' : 'English'}
      </Button>
      <Button
        type="text"
        aria-label={t(`signIn.${next}`)}
        title={t(`signIn.${next}`)}
        icon={<Icon aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => choose(next)}
      />
    </span>
  )
}
