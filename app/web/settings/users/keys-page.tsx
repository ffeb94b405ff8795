import { Button, Drawer, Form, Input, Popconfirm, Select } from 'antd'
import { KeyRound, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { rowsOfQuery, sessionApi, useCommand, useNow, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  DataTable,
  DateField,
  DateText,
  EmptyState,
  ErrorNotice,
  FormDrawer,
  KeyValue,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  StatusMark,
  useScreenWidth,
  type Column,
} from '#kit/ui'
import { accountsApi, type ApiKeyRow } from '../api.ts'
import { SecretOnce } from '../secret-once.tsx'
import { useRoleName } from './role-name.ts'

const REFETCH = { refetch: [sessionApi.key('listApiKeys')] }

/** Keys by which programs act here. */
export function KeysPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const [secret, show] = useState<string>()
  const query = useQuery(sessionApi.query('listApiKeys'))
  const chosen = query.data?.items.find(({ keyId }) => keyId === search['key'])
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
          selected={chosen?.keyId}
          onOpen={({ keyId }) => patch({ key: keyId, new: undefined })}
          empty={<EmptyState icon={KeyRound} title={t('keys.empty')} hint={t('keys.emptyHint')} action={add} />}
        />
      </Pane>
      {chosen && <KeyDrawer key={chosen.keyId} apiKey={chosen} onClose={() => patch({ key: undefined })} />}
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
      { key: 'state', title: t('users.state'), role: 'end', render: (key) => <KeyState {...key} /> },
    ],
    [t, roleName],
  )
}

const SHAPES = { active: 'done', expired: 'hold', revoked: 'hold' } as const

function KeyState({ revokedAt, expiresAt }: ApiKeyRow) {
  const t = useText('settings')
  const now = useNow('minute')
  const expired = expiresAt !== null && Date.parse(expiresAt) <= now
  const state = revokedAt ? 'revoked' : expired ? 'expired' : 'active'
  return (
    <StatusMark form="plain" shape={SHAPES[state]}>
      {t(`keys.states.${state}`)}
    </StatusMark>
  )
}

function KeyDrawer({ apiKey, onClose }: { apiKey: ApiKeyRow; onClose: () => void }) {
  const t = useText('settings')
  const roleName = useRoleName()
  const phone = useScreenWidth() === 'phone'
  const revoke = useCommand(sessionApi, 'revokeApiKey', REFETCH)
  const teams = useQuery(accountsApi.query('listTeams')).data?.items ?? []
  const { keyId, name, roles, teamIds, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey
  const teamNames = (ids: readonly string[]) =>
    ids.map((id) => teams.find(({ teamId }) => teamId === id)?.name ?? id).join(t('list'))
  const button = revokedAt === null && (
    <Popconfirm
      title={t('keys.revokeAsk', { name })}
      okText={t('keys.revoke')}
      onConfirm={() => revoke.mutate({ params: { id: keyId } }, { onSuccess: onClose })}
    >
      <Button danger loading={revoke.isPending}>
        {t('keys.revoke')}
      </Button>
    </Popconfirm>
  )
  return (
    <Drawer open onClose={onClose} size={phone ? '100%' : 480} title={name} footer={button}>
      <KeyValue
        items={[
          [t('users.state'), <KeyState key="state" {...apiKey} />],
          [t('users.roles'), roles.map(roleName).join(t('list'))],
          ...(teamIds ? [[t('keys.teams'), teamNames(teamIds)] as const] : []),
          [t('mails.created'), <DateText key="made" at={createdAt} />],
          [t('keys.lastUsed'), lastUsedAt ? <RelativeTime key="used" at={lastUsedAt} /> : t('keys.never')],
          [t('keys.expires'), expiresAt ? <DateText key="ends" at={expiresAt} /> : t('keys.noEnd')],
        ]}
      />
      {revoke.error && <ErrorNotice error={revoke.error} />}
    </Drawer>
  )
}

interface KeyDraft {
  readonly name: string
  readonly roles: string[]
  readonly teamIds: string[]
  /** `YYYY-MM-DD`, the last day. */
  readonly lastDay?: string
}

function NewKey({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const t = useText('settings')
  const roleName = useRoleName()
  const [form] = Form.useForm<KeyDraft>()
  const roles = useQuery(accountsApi.query('listRoles')).data?.items ?? []
  const teams = useQuery(accountsApi.query('listTeams')).data?.items ?? []
  const create = useCommand(sessionApi, 'createApiKey', REFETCH)
  const save = ({ name, roles: chosen, teamIds, lastDay }: KeyDraft) =>
    create.mutate(
      {
        body: {
          name,
          roles: chosen,
          ...(teamIds.length > 0 && { teamIds }),
          ...(lastDay && { expiresAt: new Date(`${lastDay}T23:59:59`).toISOString() }),
        },
      },
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
      initial={{ roles: [], teamIds: [] }}
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
      <Form.Item name="teamIds" label={t('keys.teams')} extra={t('keys.teamsHint')}>
        <Select mode="multiple" options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))} />
      </Form.Item>
      <Form.Item name="lastDay" label={t('keys.expires')} extra={t('keys.expiresHint')}>
        <DateField optional />
      </Form.Item>
    </FormDrawer>
  )
}
