import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { SessionProvider, useSessionState } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { Shell } from './shell/shell.tsx'

const SignIn = lazy(async () => ({ default: (await import('./sign-in/sign-in-page.tsx')).SignInPage }))

/** Who is signed in sees the console, everybody else the sign-in page; the address stays as it is. */
export function ConsoleGate() {
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
      return (
        <SessionProvider session={state.session}>
          <Shell>
            <Outlet />
          </Shell>
        </SessionProvider>
      )
  }
}
