import {
  ArrowRight,
  Headset,
  LayoutDashboard,
  MessageCircle,
  Package,
  Play,
  ReceiptText,
  Route,
  Settings,
  Users,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { useSignIn, type DemoLogin } from './use-sign-in.ts'

const ICONS: Readonly<Record<string, LucideIcon>> = {
  story: Play,
  agent: Headset,
  supervisor: Users,
  dispatcher: Route,
  technician: Wrench,
  storekeeper: Package,
  service_manager: LayoutDashboard,
  finance: ReceiptText,
  customer: MessageCircle,
  administrator: Settings,
}

/** The people of the demo company; one click signs in as one of them. */
export function DemoRoles({ demo, tenantName }: { demo: readonly DemoLogin[]; tenantName: string }) {
  const t = useText('app')
  const signIn = useSignIn()
  return (
    <section className="demo">
      <h1>{t('demo.title')}</h1>
      <p className="reading t2">{t('demo.hint', { tenant: tenantName })}</p>
      <div className="demo-roles">
        {demo.map((one) => (
          <DemoRole
            key={one.login}
            demo={one}
            busy={signIn.isPending}
            onPick={() => signIn.mutate({ login: one.login, password: one.password, face: one.face })}
          />
        ))}
      </div>
      {signIn.error && <ErrorNotice error={signIn.error} onRetry={signIn.reset} />}
    </section>
  )
}

interface DemoRoleProps {
  readonly demo: DemoLogin
  readonly busy: boolean
  readonly onPick: () => void
}

function DemoRole({ demo: { name, role, face }, busy, onPick }: DemoRoleProps) {
  const t = useText('app')
  const Icon = ICONS[role] ?? Users
  return (
    <button
      type="button"
      className={role === 'story' ? 'demo-role story' : 'demo-role'}
      disabled={busy}
      onClick={onPick}
    >
      <span className="demo-icon">
        <Icon aria-hidden size={20} strokeWidth={1.75} />
      </span>
      <span className="cut">
        <b>
          {role === 'story'
            ? t('demo.story')
            : t('demo.who', { name, role: t(`role.${role}`, { defaultValue: role }) })}
        </b>
        <span className="demo-does s t2">{t(`does.${role}`, { defaultValue: face })}</span>
      </span>
      <ArrowRight aria-hidden className="demo-arrow" size={16} strokeWidth={1.75} />
    </button>
  )
}
