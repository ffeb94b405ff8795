import { Form, Input, Radio, Select } from 'antd'
import { useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { accountsApi, partyApi } from '../api.ts'
import { useRoleName } from './role-name.ts'

export interface UserDraft {
  readonly name: string
  readonly email?: string
  readonly locale: 'en' | 'zh-CN'
  readonly roles: string[]
  readonly customerId?: string
  readonly teamIds: string[]
  readonly sees?: 'everything' | 'own_teams'
}

const CUSTOMERS_MAX = 200

/** Who somebody is here. The customer is asked for where a role speaks for one. */
export function UserFields({ rolesHint }: { rolesHint?: string }) {
  const t = useText('settings')
  const roleName = useRoleName()
  const roles = useQuery(accountsApi.query('listRoles')).data?.items ?? []
  const teams = useQuery(accountsApi.query('listTeams')).data?.items ?? []
  return (
    <>
      <Form.Item name="name" label={t('users.name')} rules={[{ required: true, message: t('missing') }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="email" label={t('users.email')} extra={t('users.emailHint')}>
        <Input type="email" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('users.roles')}
        extra={rolesHint}
        rules={[{ required: true, message: t('missing') }]}
      >
        <Select mode="multiple" options={roles.map(({ role }) => ({ value: role, label: roleName(role) }))} />
      </Form.Item>
      <CustomerField speaking={roles.filter(({ needsCustomer }) => needsCustomer).map(({ role }) => role)} />
      <Form.Item name="teamIds" label={t('teams.title')}>
        <Select mode="multiple" options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))} />
      </Form.Item>
      <SightField />
      <Form.Item name="locale" label={t('users.locale')}>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </>
  )
}

/** Which rows. An administrator sees all, a customer's user those of the customer: neither is asked. */
function SightField() {
  const t = useText('settings')
  const roles = Form.useWatch<string[] | undefined>('roles') ?? []
  const customerId = Form.useWatch<string | undefined>('customerId')
  const sees = Form.useWatch<UserDraft['sees']>('sees')
  if (roles.includes('administrator') || customerId) return null
  return (
    <Form.Item name="sees" label={t('users.sees')} extra={t(`users.seesHint.${sees ?? 'everything'}`)}>
      <Radio.Group
        vertical
        options={(['everything', 'own_teams'] as const).map((value) => ({ value, label: t(`users.seesOf.${value}`) }))}
      />
    </Form.Item>
  )
}

function CustomerField({ speaking }: { speaking: readonly string[] }) {
  const t = useText('settings')
  const may = useMay()
  const roles = Form.useWatch<string[] | undefined>('roles') ?? []
  const customerId = Form.useWatch<string | undefined>('customerId')
  const needed = roles.some((role) => speaking.includes(role))
  const query = { kind: 'customer', limit: CUSTOMERS_MAX } as const
  const { data } = useQuery({ ...partyApi.query('listOrganisations', { query }), enabled: may('engine.party.read') })
  if (!needed && !customerId) return null
  return (
    <Form.Item
      name="customerId"
      label={t('users.customer')}
      extra={t('users.customerHint')}
      rules={needed ? [{ required: true, message: t('missing') }] : []}
    >
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}
