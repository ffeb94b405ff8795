import { Form, Input, Switch } from 'antd'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, FormDrawer } from '#kit/ui'
import { partyApi, type Person } from '../../api.ts'
import { ArchiveButton } from '../form/archive-button.tsx'
import { emptied, filled } from '../form/draft.ts'
import { OrganisationSelect } from '../form/party-select.tsx'
import { EmailField, LocaleField, NameFields, PhoneField } from '../form/shared-fields.tsx'
import { PARTY_KEYS, useArchive } from '../form/use-archive.ts'
import { useVersionedForm } from '../form/use-versioned-form.tsx'
import { Identities } from './identities.tsx'

interface PersonDraft {
  readonly name: string
  readonly alias?: string
  readonly title?: string
  readonly organisationId?: string
  readonly phone?: string
  readonly email?: string
  readonly locale?: 'en' | 'zh-CN'
  readonly vip: boolean
  readonly notes?: string
}

const OPTIONAL = ['alias', 'title', 'organisationId', 'phone', 'email', 'locale', 'notes'] as const
const KEYS = ['name', 'vip', ...OPTIONAL] as const

export interface PersonDrawerProps {
  readonly person?: Person | undefined
  /** Where a new one belongs. */
  readonly organisationId?: string
  readonly onSaved: (person: Person) => void
  readonly onClose: () => void
}

/** Somebody at a customer: how they are reached, and under which names channels know them. */
export function PersonDrawer({ person, organisationId, onSaved, onClose }: PersonDrawerProps) {
  const t = useText('customers')
  const refetch = { refetch: PARTY_KEYS }
  const { drawer, save } = useVersionedForm({
    record: person,
    draftOf,
    keys: KEYS,
    create: useCommand(partyApi, 'createPerson', refetch),
    change: useCommand(partyApi, 'updatePerson', refetch),
    read: (id) => partyApi.call.getPerson({ params: { id } }),
    onSaved,
  })
  return (
    <FormDrawer<PersonDraft>
      open
      title={t(person ? 'person.edit' : 'person.new')}
      initial={person ? draftOf(person) : { vip: false, ...(organisationId && { organisationId }) }}
      submit={t(person ? 'save' : 'add')}
      onSubmit={(draft) => save({ ...emptied(draft, OPTIONAL), ...requiredOf(draft) })}
      onClose={onClose}
      acts={person && <PersonActs person={person} onDone={onClose} />}
      {...drawer}
    >
      <PersonFields />
    </FormDrawer>
  )
}

function requiredOf({ name, vip }: Pick<PersonDraft, 'name' | 'vip'>) {
  return { name: name.trim(), vip }
}

function draftOf(person: Person): PersonDraft {
  return { ...(filled(person, OPTIONAL) as Partial<PersonDraft>), ...requiredOf(person) }
}

function PersonFields() {
  const t = useText('customers')
  return (
    <>
      <NameFields />
      <Form.Item name="title" label={t('field.title')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="organisationId" label={t('field.organisationId')}>
        <OrganisationSelect />
      </Form.Item>
      <PhoneField />
      <EmailField />
      <LocaleField />
      <Form.Item name="vip" label={t('field.vip')} extra={t('hint.vip')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="notes" label={t('field.notes')} extra={t('hint.notes')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
    </>
  )
}

function PersonActs({ person, onDone }: { person: Person; onDone: () => void }) {
  const { busy, error, archive } = useArchive('updatePerson')
  const put = (archived: boolean) => {
    archive(person, archived)
    onDone()
  }
  return (
    <>
      <Identities identities={person.identities} />
      <div className="drawer-acts">
        <ArchiveButton archivedAt={person.archivedAt} busy={busy} onArchive={put} />
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  )
}
