import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { SessionProvider, useSessionState } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { Shell } from './shell/shell.tsx'

const SignIn = lazy(async () => ({ default: (await import('./sign-in/sign-in-page.tsx')).SignInPage }))

/** Pages of the console stand in its frame. */
export function ConsoleGate() {
  return (
    <Gate>
      <Shell>
        <Outlet />
      </Shell>
    </Gate>
  )
}

/** Pages that fill the screen, a wall for example. */
export function BareGate() {
  return (
    <Gate>
      <div className="console">
        <Outlet />
      </div>
    </Gate>
  )
}

/** Who is signed in sees the page, everybody else the sign-in page; the address stays as it is. */
function Gate({ children }: { children: ReactNode }) {
  const t = useText('app')
  const state = useSessionState()
  switch (state.kind) {
    case 'loading':
      return null
    case 'unreachable':
      return <ErrorNotice error={state.error} what={t('unreachable')} onRetry={state.retry} />
    case 'signed-out':
      return (
        <Suspense>
          <SignIn />
        </Suspense>
      )
    case 'signed-in':
      return <SessionProvider session={state.session}>{children}</SessionProvider>
  }
}
