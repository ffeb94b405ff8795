import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, Section, StatusMark, toast } from '#kit/ui'
import { accountsApi } from '../api.ts'
import { CopyField } from '../secret-once.tsx'

/** So few, and it is time for new ones. */
const FEW_CODES = 3
const REFETCH = { refetch: [accountsApi.key('readOwnAccount')] }

/** The authenticator app: off, being set up, or on; with the codes that stand in for it, shown once. */
export function SecondFactor({ on, codesLeft }: { on: boolean; codesLeft: number }) {
  const t = useText('settings')
  const [begun, setBegun] = useState<{ secret: string; uri: string }>()
  const [codes, setCodes] = useState<readonly string[]>()
  const begin = useCommand(accountsApi, 'beginSecondFactor')
  const mark = (
    <StatusMark form="plain" shape={on ? 'done' : 'new'}>
      {t(on ? 'users.on' : 'users.off')}
    </StatusMark>
  )
  return (
    <Section title={t('security.second')} aside={mark}>
      <p className="t2 settings-hint">{t('security.secondHint')}</p>
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />}
      {on && !codes && <Kept codesLeft={codesLeft} onCodes={setCodes} />}
      {!on && !begun && (
        <PasswordThen
          act={t('security.secondBegin')}
          busy={begin.isPending}
          error={begin.error}
          onSubmit={(password) => begin.mutate({ body: { password } }, { onSuccess: setBegun })}
        />
      )}
      {!on && begun && (
        <ConfirmCode
          {...begun}
          onDone={(made) => {
            setBegun(undefined)
            setCodes(made)
          }}
        />
      )}
    </Section>
  )
}

/** While the app is on: new codes, or sign-in without it again; either wants the password. */
function Kept({ codesLeft, onCodes }: { codesLeft: number; onCodes: (codes: readonly string[]) => void }) {
  const t = useText('settings')
  const [wish, setWish] = useState<'renew' | 'remove'>()
  const remove = useCommand(accountsApi, 'removeSecondFactor', REFETCH)
  const renew = useCommand(accountsApi, 'renewRecoveryCodes', REFETCH)
  if (wish === undefined) {
    return (
      <>
        <p className={codesLeft < FEW_CODES ? 'warn' : 't2'}>{t('security.codesLeft', { count: codesLeft })}</p>
        <div className="settings-acts">
          <Button onClick={() => setWish('renew')}>{t('security.codesRenew')}</Button>
          <Button onClick={() => setWish('remove')}>{t('security.secondRemove')}</Button>
        </div>
      </>
    )
  }
  return wish === 'remove' ? (
    <PasswordThen
      act={t('security.secondRemove')}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={(password) => remove.mutate({ body: { password } })}
    />
  ) : (
    <PasswordThen
      act={t('security.codesRenew')}
      busy={renew.isPending}
      error={renew.error}
      onSubmit={(password) =>
        renew.mutate({ body: { password } }, { onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) })
      }
    />
  )
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useText('settings')
  return (
    <div role="status">
      <p>{t('security.codesKeep')}</p>
      <ol className="mono settings-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <CopyField label={t('security.codesAll')} value={codes.join(' ')} />
      <div className="settings-acts">
        <Button type="primary" onClick={onDone}>
          {t('security.codesKept')}
        </Button>
      </div>
    </div>
  )
}

interface PasswordThenProps {
  readonly act: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (password: string) => void
}

function PasswordThen({ act, busy, error, onSubmit }: PasswordThenProps) {
  const t = useText('settings')
  return (
    <>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => onSubmit(password)}
      >
        <Form.Item name="password" label={t('security.current')} rules={[{ required: true, message: t('missing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {act}
        </Button>
      </Form>
      {error && <ErrorNotice error={error} />}
    </>
  )
}

function ConfirmCode({
  secret,
  uri,
  onDone,
}: {
  secret: string
  uri: string
  onDone: (codes: readonly string[]) => void
}) {
  const t = useText('settings')
  const confirm = useCommand(accountsApi, 'confirmSecondFactor', REFETCH)
  const send = ({ code }: { code: string }) =>
    confirm.mutate(
      { body: { code } },
      {
        onSuccess: ({ recoveryCodes }) => {
          toast({ text: t('security.secondOn') })
          onDone(recoveryCodes)
        },
      },
    )
  return (
    <>
      <p>{t('security.secondEnter')}</p>
      <CopyField label={t('security.secondSecret')} value={secret.replace(/(.{4})/g, '$1 ').trim()} />
      <p className="settings-hint">
        <a href={uri}>{t('security.secondOpen')}</a>
      </p>
      <CopyField label={t('security.secondUri')} value={uri} />
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="code"
          label={t('security.code')}
          rules={[{ required: true, pattern: /^\d{6}$/, message: t('security.codeMissing') }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="mono" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('security.secondConfirm')}
        </Button>
      </Form>
      {confirm.error && <ErrorNotice error={confirm.error} />}
    </>
  )
}
