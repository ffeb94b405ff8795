import { Button, Form, Input, Popconfirm, Select, Switch } from 'antd'
import { Building2, Plus } from 'lucide-react'
import { ifMatch, rowsOfQuery, useCommand, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { DataTable, EmptyState, FormDrawer, PageTitle, Pane, Panes, StatusMark, toast, type Column } from '#kit/ui'
import { accountsApi, type Provider } from '../api.ts'
import { CopyField } from '../secret-once.tsx'
import { useRoleName } from './role-name.ts'

const REFETCH = { refetch: [accountsApi.key('listOidcProviders')] }

/** Where people sign in with the account of their company. */
export function ProvidersPage() {
  const t = useText('settings')
  const [search, patch] = useUrlState()
  const query = useQuery(accountsApi.query('listOidcProviders'))
  const chosen = query.data?.items.find(({ providerId }) => providerId === search['provider'])
  const close = () => patch({ provider: undefined, new: undefined })
  const add = (
    <Button
      type="primary"
      icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ new: '1', provider: undefined })}
    >
      {t('providers.new')}
    </Button>
  )
  const columns: readonly Column<Provider>[] = [
    { key: 'label', title: t('providers.label'), role: 'subject', render: ({ label }) => label },
    { key: 'issuer', title: t('providers.issuer'), render: ({ issuer }) => <span className="mono s">{issuer}</span> },
    {
      key: 'state',
      title: t('users.state'),
      role: 'end',
      render: ({ enabled }) => (
        <StatusMark form="plain" shape={enabled ? 'done' : 'hold'}>
          {t(enabled ? 'users.on' : 'users.off')}
        </StatusMark>
      ),
    },
  ]
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
          name="settings.providers"
          label={t('providers.title')}
          rows={rowsOfQuery(query, ({ items }) => items)}
          columns={columns}
          rowKey={({ providerId }) => providerId}
          selected={chosen?.providerId}
          onOpen={({ providerId }) => patch({ provider: providerId, new: undefined })}
          empty={
            <EmptyState icon={Building2} title={t('providers.empty')} hint={t('providers.emptyHint')} action={add} />
          }
        />
      </Pane>
      {(chosen || search['new'] === '1') && (
        <ProviderDrawer key={chosen?.providerId ?? 'new'} provider={chosen} onClose={close} />
      )}
    </Panes>
  )
}

interface ProviderDraft {
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly scopes: string
  readonly defaultRole?: string
  /** Not asked of a new one. */
  readonly enabled?: boolean
}

function ProviderDrawer({ provider, onClose }: { provider: Provider | undefined; onClose: () => void }) {
  const t = useText('settings')
  const [form] = Form.useForm<ProviderDraft>()
  const create = useCommand(accountsApi, 'createOidcProvider', REFETCH)
  const change = useCommand(accountsApi, 'changeOidcProvider', REFETCH)
  const done = {
    onSuccess: ({ label }: Provider) => {
      toast({ text: t('saved', { name: label }) })
      onClose()
    },
  }
  const save = ({ clientSecret, defaultRole, enabled = true, ...draft }: ProviderDraft) => {
    const body = { ...draft, defaultRole: defaultRole ?? null, ...(clientSecret && { clientSecret }) }
    if (!provider) return create.mutate({ body }, done)
    const input = { params: { id: provider.providerId }, body: { ...body, enabled }, ...ifMatch(provider.version) }
    return change.mutate(input, done)
  }
  const { defaultRole, ...rest } = provider ?? { scopes: 'openid profile email', enabled: true, defaultRole: null }
  return (
    <FormDrawer<ProviderDraft>
      open
      title={provider?.label ?? t('providers.new')}
      form={form}
      initial={{ ...rest, ...(defaultRole !== null && { defaultRole }) }}
      submit={t('save')}
      busy={create.isPending || change.isPending}
      error={create.error ?? change.error}
      onSubmit={save}
      onClose={onClose}
      acts={provider && <ProviderActs provider={provider} onClose={onClose} />}
    >
      <ProviderFields provider={provider} />
    </FormDrawer>
  )
}

function ProviderFields({ provider }: { provider: Provider | undefined }) {
  const t = useText('settings')
  const roleName = useRoleName()
  const roles = useQuery(accountsApi.query('listRoles')).data?.items ?? []
  const required = [{ required: true, message: t('missing') }]
  const options = roles
    .filter(({ role, needsCustomer }) => !needsCustomer && role !== 'administrator')
    .map(({ role }) => ({ value: role, label: roleName(role) }))
  return (
    <>
      <Form.Item name="label" label={t('providers.label')} extra={t('providers.labelHint')} rules={required}>
        <Input autoFocus maxLength={80} />
      </Form.Item>
      <Form.Item name="issuer" label={t('providers.issuer')} extra={t('providers.issuerHint')} rules={required}>
        <Input className="mono" maxLength={500} placeholder="https://login.example.com/realms/company" />
      </Form.Item>
      <Form.Item name="clientId" label={t('providers.clientId')} rules={required}>
        <Input className="mono" autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="clientSecret"
        label={t('providers.clientSecret')}
        extra={t(provider?.hasSecret ? 'providers.secretKept' : 'providers.secretHint')}
      >
        <Input.Password autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item name="scopes" label={t('providers.scopes')} rules={required}>
        <Input className="mono" maxLength={200} />
      </Form.Item>
      <Form.Item name="defaultRole" label={t('providers.defaultRole')} extra={t('providers.defaultRoleHint')}>
        <Select allowClear options={options} placeholder={t('providers.onlyKnown')} />
      </Form.Item>
      {provider && (
        <Form.Item name="enabled" label={t('providers.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </>
  )
}

function ProviderActs({
  provider: { providerId, label, redirectUrl },
  onClose,
}: {
  provider: Provider
  onClose: () => void
}) {
  const t = useText('settings')
  const remove = useCommand(accountsApi, 'removeOidcProvider', REFETCH)
  return (
    <>
      <p className="s t2">{t('providers.redirectUrl')}</p>
      <CopyField label={t('providers.redirectUrl')} value={redirectUrl} />
      <div className="settings-acts">
        <Popconfirm
          title={t('providers.removeAsk', { name: label })}
          okText={t('providers.remove')}
          onConfirm={() => remove.mutate({ params: { id: providerId } }, { onSuccess: onClose })}
        >
          <Button danger loading={remove.isPending}>
            {t('providers.remove')}
          </Button>
        </Popconfirm>
      </div>
    </>
  )
}
