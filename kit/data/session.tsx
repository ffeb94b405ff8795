import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useMemo, type ReactNode } from 'react'
import type { z } from 'zod'
import { RefusedByServer } from '#engine/http/contract'
import { identityContract } from '#engine/identity/contract'
import { setScreenZone } from '#kit/i18n'
import { apiOf } from './api.ts'

/** Who is signed in, for which tenant, and what they may do. */
export type Session = z.infer<typeof identityContract.readSession.out>

/** Signing in and out, and who one is. */
export const sessionApi = apiOf('session', identityContract)

export const SESSION_KEY = sessionApi.key('readSession')

/** Nobody being signed in is an answer, not a failure. */
async function readSession({ signal }: { signal: AbortSignal }): Promise<Session | null> {
  try {
    return await sessionApi.call.readSession({ signal })
  } catch (error) {
    if (error instanceof RefusedByServer && error.status === 401) return null
    throw error
  }
}

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreachable'; readonly error: Error; readonly retry: () => void }
  | { readonly kind: 'signed-in'; readonly session: Session }

/** What the server says about this browser; the shell switches over it once. */
export function useSessionState(): SessionState {
  const { data, error, refetch } = useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000 })
  return useMemo(() => {
    if (data) return { kind: 'signed-in', session: data }
    if (data === null) return { kind: 'signed-out' }
    return error ? { kind: 'unreachable', error, retry: () => void refetch() } : { kind: 'loading' }
  }, [data, error, refetch])
}

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  setScreenZone(session.tenant.zone)
  return <SessionContext value={session}>{children}</SessionContext>
}

/** The signed-in session. Every page of the console stands below one. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession stands outside of SessionProvider')
  return session
}

/** `const may = useMay(); may('desk.incident.close')`. Hide what is not allowed; the server refuses it anyway. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession()
  return useCallback((permission) => mayOf(permissions, permission), [permissions])
}

export function mayOf(permissions: readonly string[], permission: string): boolean {
  return permissions.includes(permission) || permissions.includes('*')
}

/** Forgets everything that was loaded for the person before, then asks who is signed in now. */
export function useForgetSession(): () => Promise<void> {
  const cache = useQueryClient()
  return useCallback(() => cache.resetQueries(), [cache])
}
