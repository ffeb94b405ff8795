import { Button } from 'antd'
import { sessionApi, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { useMutation } from '@tanstack/react-query'
import { ErrorNotice } from '#kit/ui'
import { resetApi } from './use-sign-in.ts'

/** Mails a link to the login that stands in the form; only where this server can send mail. */
export function ForgottenPassword({ login }: { login: string }) {
  const t = useText('app')
  const { data } = useQuery(sessionApi.query('signInOptions'))
  const reset = useMutation({ mutationFn: () => resetApi.call.requestReset({ body: { login } }) })
  if (!data?.resetByMail) return null
  if (reset.isSuccess) return <p className="s t2">{t('signIn.resetSent', { login })}</p>
  return (
    <>
      <Button type="link" size="small" disabled={login === ''} loading={reset.isPending} onClick={() => reset.mutate()}>
        {t('signIn.forgotten')}
      </Button>
      {reset.error && <ErrorNotice error={reset.error} safe="" />}
    </>
  )
}
