import { Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useGo, useMay, useQuery } from '#kit/data'
import { localName, useLocale, useText } from '#kit/i18n'
import { ErrorNotice, toast, useScreenWidth } from '#kit/ui'
import { deskApi, partyApi, type IncidentRow } from './api.ts'

interface Draft {
  readonly subject: string
  readonly priority: IncidentRow['priority']
  readonly description?: string
  readonly customerId?: string
  readonly siteId?: string
  readonly personId?: string
  readonly serial?: string
  readonly category?: string
}

/** What happened, to whom, how urgent: an incident taken by telephone or at the counter. */
export function NewIncident({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('desk')
  const go = useGo()
  const phone = useScreenWidth() === 'phone'
  const [form] = Form.useForm<Draft>()
  const command = useCommand(deskApi, 'openIncident', { refetch: [deskApi.key()] })
  const send = (draft: Draft) =>
    command.mutate(
      { body: given(draft) },
      {
        onSuccess: ({ id, number }) => {
          form.resetFields()
          toast({ text: t('newIncident.done', { number }) })
          go(`/desk/incidents/${id}`)
        },
      },
    )
  const buttons = (
    <div className="row">
      <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
        {t('newIncident.open')}
      </Button>
      <Button onClick={onClose}>{t('kit:close')}</Button>
    </div>
  )
  return (
    <Drawer open={open} onClose={onClose} size={phone ? '100%' : 480} title={t('newIncident.title')} footer={buttons}>
      <Form<Draft>
        form={form}
        layout="vertical"
        initialValues={{ priority: 'p3' }}
        onFinish={send}
        requiredMark={false}
      >
        <Form.Item
          name="subject"
          label={t('field.subject')}
          rules={[{ required: true, message: t('newIncident.subjectMissing') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="priority" label={t('filter.priority')} extra={t('newIncident.priorityHint')}>
          <Select
            options={(['p1', 'p2', 'p3', 'p4'] as const).map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
        </Form.Item>
        <CategoryField />
        <WhoFields />
        <Form.Item name="serial" label={t('field.serial')}>
          <Input className="mono" maxLength={64} />
        </Form.Item>
        <Form.Item name="description" label={t('field.description')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} what={t('newIncident.failed')} />}
    </Drawer>
  )
}

/** Where rules name categories: which team it goes to. */
function CategoryField() {
  const t = useText('desk')
  const { data } = useQuery(deskApi.query('listCategories'))
  if (!data || data.items.length === 0) return null
  return (
    <Form.Item name="category" label={t('assignment.category')} extra={t('newIncident.categoryHint')}>
      <Select allowClear options={data.items.map((value) => ({ value, label: value }))} />
    </Form.Item>
  )
}

/** The customer first; people and sites are then theirs. */
function WhoFields() {
  const t = useText('desk')
  const may = useMay()
  const customerId = Form.useWatch<string | undefined>('customerId')
  if (!may('engine.party.read')) return null
  return (
    <>
      <Form.Item name="customerId" label={t('filter.customer')}>
        <PartyPicker kind="customers" />
      </Form.Item>
      <Form.Item name="personId" label={t('field.person')}>
        <PartyPicker kind="people" customerId={customerId} />
      </Form.Item>
      <Form.Item name="siteId" label={t('field.site')} extra={t('newIncident.siteHint')}>
        <PartyPicker kind="sites" customerId={customerId} />
      </Form.Item>
    </>
  )
}

interface PickerProps {
  readonly kind: 'customers' | 'people' | 'sites'
  readonly customerId?: string | undefined
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
}

const OFFERED = 30

function PartyPicker({ kind, customerId, ...field }: PickerProps) {
  const [words, setWords] = useState('')
  const options = usePartyOptions(kind, words, customerId)
  return <Select {...field} allowClear showSearch={{ filterOption: false, onSearch: setWords }} options={options} />
}

function usePartyOptions(kind: PickerProps['kind'], words: string, customerId: string | undefined) {
  const query = {
    limit: OFFERED,
    ...(words.trim() && { text: words.trim() }),
    ...(customerId && { organisationId: customerId }),
  }
  const asked = (wanted: PickerProps['kind']) => ({ enabled: kind === wanted })
  const customers = useQuery({
    ...partyApi.query('listOrganisations', { query: { ...query, kind: 'customer' } }),
    ...asked('customers'),
  })
  const people = useQuery({ ...partyApi.query('listPeople', { query }), ...asked('people') })
  const sites = useQuery({ ...partyApi.query('listSites', { query }), ...asked('sites') })
  const locale = useLocale()
  const { data } = { customers, people, sites }[kind]
  return (data?.items ?? []).map(({ id, name, alias }) => ({ value: id, label: localName(locale, name, alias) }))
}

/** Fields that were left empty are not sent. */
function given(draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== undefined && value !== ''),
  ) as Draft & {
    subject: string
  }
}
