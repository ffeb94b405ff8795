import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { apiOf, mayOf, RefusedByServer, sessionApi, useForgetSession, useGo, type Session } from '#kit/data'
import { changeLocale } from '#kit/i18n'
import { allFaces } from '#kit/slots'
import { accountsContract } from '#engine/accounts/contract'
import type { identityContract } from '#engine/identity/contract'
import { homeOf } from '../home.tsx'

export const resetApi = apiOf('reset', accountsContract)

type Options = z.infer<typeof identityContract.signInOptions.out>
export type DemoLogin = Options['demo'][number]
export type OidcOption = Options['oidc'][number]

export interface Credentials {
  readonly login: string
  readonly password: string
  readonly code?: string | undefined
  /** Where a demo person begins; others stay at the address they came for. */
  readonly face?: string
}

/** Signs in and shows the console as the person who came. */
export function useSignIn() {
  const forget = useForgetSession()
  const go = useGo()
  return useMutation({
    retry: false,
    networkMode: 'always',
    mutationFn: ({ login, password, code }: Credentials) =>
      sessionApi.call.signIn({ body: { login, password, ...(code && { code }) } }),
    onSuccess: async (session, { face }) => {
      if (!localStorage.getItem('facet.locale')) await changeLocale(session.user.locale)
      if (face) go(faceHome(face, session))
      await forget()
    },
  })
}

/** The server knows the password but wants the code of the authenticator app too. */
export function wantsCode(error: Error | null): boolean {
  return error instanceof RefusedByServer && ['engine.code-needed', 'engine.wrong-code'].includes(error.problem.code)
}

function faceHome(name: string, session: Session): string {
  const face = allFaces().find((one) => one.face === name)
  return (face && homeOf(face, (permission) => mayOf(session.permissions, permission))) ?? '/'
}
