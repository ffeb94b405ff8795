import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, Section, StatusMark, toast } from '#kit/ui'
import { accountsApi } from '../api.ts'
import { CopyField } from '../secret-once.tsx'

const REFETCH = { refetch: [accountsApi.key('readOwnAccount')] }

/** The authenticator app: off, being set up, or on. */
export function SecondFactor({ on }: { on: boolean }) {
  const t = useText('settings')
  const [begun, setBegun] = useState<{ secret: string; uri: string }>()
  const begin = useCommand(accountsApi, 'beginSecondFactor')
  const remove = useCommand(accountsApi, 'removeSecondFactor', REFETCH)
  const mark = (
    <StatusMark form="plain" shape={on ? 'done' : 'new'}>
      {t(on ? 'users.on' : 'users.off')}
    </StatusMark>
  )
  return (
    <Section title={t('security.second')} aside={mark}>
      <p className="t2 settings-hint">{t('security.secondHint')}</p>
      {on && (
        <PasswordThen
          act={t('security.secondRemove')}
          busy={remove.isPending}
          error={remove.error}
          onSubmit={(password) => remove.mutate({ body: { password } })}
        />
      )}
      {!on && !begun && (
        <PasswordThen
          act={t('security.secondBegin')}
          busy={begin.isPending}
          error={begin.error}
          onSubmit={(password) => begin.mutate({ body: { password } }, { onSuccess: setBegun })}
        />
      )}
      {!on && begun && <ConfirmCode {...begun} onDone={() => setBegun(undefined)} />}
    </Section>
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

function ConfirmCode({ secret, uri, onDone }: { secret: string; uri: string; onDone: () => void }) {
  const t = useText('settings')
  const confirm = useCommand(accountsApi, 'confirmSecondFactor', REFETCH)
  const send = ({ code }: { code: string }) =>
    confirm.mutate(
      { body: { code } },
      {
        onSuccess: () => {
          toast({ text: t('security.secondOn') })
          onDone()
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
