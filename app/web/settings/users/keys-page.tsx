import { Button, Form, Input, Popconfirm, Select } from 'antd'
import { KeyRound, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { rowsOfQuery, sessionApi, useCommand, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { DataTable, DateText, EmptyState, PageTitle, Pane, Panes, RelativeTime, StatusMark, type Column } from '#kit/ui'
import { accountsApi, type ApiKeyRow } from '../api.ts'
import { FormDrawer } from '../form-drawer.tsx'
import { SecretOnce } from '../secret-once.tsx'
import { useRoleName } from './role-name.ts'

const REFETCH = { refetch: [sessionApi.key('listApiKeys')] }

/** Keys by which programs act here. */
export function KeysPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const [secret, show] = useState<string>()
  const query = useQuery(sessionApi.query('listApiKeys'))
  const add = (
    <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => patch({ new: '1' })}>
      {t('keys.new')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {add}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar}>
        <DataTable
          name="settings.keys"
          label={t('keys.title')}
          rows={rowsOfQuery(query, ({ items }) => items)}
          columns={useKeyColumns()}
          rowKey={({ keyId }) => keyId}
          empty={<EmptyState icon={KeyRound} title={t('keys.empty')} hint={t('keys.emptyHint')} action={add} />}
        />
      </Pane>
      {search['new'] === '1' && <NewKey onClose={() => patch({ new: undefined })} onSecret={show} />}
      <SecretOnce secret={secret} title={t('keys.secret')} hint={t('keys.once')} onClose={() => show(undefined)} />
    </Panes>
  )
}

function useKeyColumns(): readonly Column<ApiKeyRow>[] {
  const t = useText('settings')
  const roleName = useRoleName()
  return useMemo<readonly Column<ApiKeyRow>[]>(
    () => [
      { key: 'name', title: t('keys.name'), role: 'subject', render: ({ name }) => name },
      { key: 'roles', title: t('users.roles'), render: ({ roles }) => roles.map(roleName).join(t('list')) },
      {
        key: 'used',
        title: t('keys.lastUsed'),
        wideOnly: true,
        render: ({ lastUsedAt }) =>
          lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className="t3">{t('keys.never')}</span>,
      },
      {
        key: 'expires',
        title: t('keys.expires'),
        wideOnly: true,
        render: ({ expiresAt }) =>
          expiresAt ? <DateText at={expiresAt} /> : <span className="t3">{t('keys.noEnd')}</span>,
      },
      { key: 'act', title: t('users.state'), role: 'end', render: (key) => <KeyState apiKey={key} /> },
    ],
    [t, roleName],
  )
}

function KeyState({ apiKey: { keyId, revokedAt, name } }: { apiKey: ApiKeyRow }) {
  const t = useText('settings')
  const revoke = useCommand(sessionApi, 'revokeApiKey', REFETCH)
  if (revokedAt) {
    return (
      <StatusMark form="plain" shape="hold">
        {t('keys.revoked')}
      </StatusMark>
    )
  }
  return (
    <Popconfirm
      title={t('keys.revokeAsk', { name })}
      okText={t('keys.revoke')}
      onConfirm={() => revoke.mutate({ params: { id: keyId } })}
    >
      <Button size="small" danger loading={revoke.isPending}>
        {t('keys.revoke')}
      </Button>
    </Popconfirm>
  )
}

interface KeyDraft {
  readonly name: string
  readonly roles: string[]
  /** `YYYY-MM-DD`, the last day. */
  readonly lastDay?: string
}

function NewKey({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const t = useText('settings')
  const roleName = useRoleName()
  const [form] = Form.useForm<KeyDraft>()
  const roles = useQuery(accountsApi.query('listRoles')).data?.items ?? []
  const create = useCommand(sessionApi, 'createApiKey', REFETCH)
  const save = ({ name, roles: chosen, lastDay }: KeyDraft) =>
    create.mutate(
      { body: { name, roles: chosen, ...(lastDay && { expiresAt: new Date(`${lastDay}T23:59:59`).toISOString() }) } },
      {
        onSuccess: ({ secret }) => {
          onSecret(secret)
          onClose()
        },
      },
    )
  const required = [{ required: true, message: t('missing') }]
  const options = roles
    .filter(({ needsCustomer }) => !needsCustomer)
    .map(({ role }) => ({ value: role, label: roleName(role) }))
  return (
    <FormDrawer<KeyDraft>
      open
      title={t('keys.new')}
      form={form}
      initial={{ roles: [] }}
      submit={t('keys.make')}
      busy={create.isPending}
      error={create.error}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('keys.name')} extra={t('keys.nameHint')} rules={required}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="roles" label={t('users.roles')} extra={t('keys.rolesHint')} rules={required}>
        <Select mode="multiple" options={options} />
      </Form.Item>
      <Form.Item name="lastDay" label={t('keys.expires')} extra={t('keys.expiresHint')}>
        <Input type="date" />
      </Form.Item>
    </FormDrawer>
  )
}
