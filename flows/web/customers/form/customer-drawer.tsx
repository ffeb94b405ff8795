import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { FormDrawer } from '#kit/ui'
import { partyApi, type Organisation } from '../../api.ts'
import { CustomerFields, type CustomerDraft } from './customer-fields.tsx'
import { emptied, filled } from './draft.ts'
import { PARTY_KEYS } from './use-archive.ts'
import { useVersionedForm } from './use-versioned-form.tsx'

const OPTIONAL = ['alias', 'code', 'phone', 'email', 'locale', 'notes', 'parentId'] as const
const KEYS = ['name', 'kind', 'vip', ...OPTIONAL] as const

export interface CustomerDrawerProps {
  /** Undefined for a new one. */
  readonly organisation?: Organisation | undefined
  /** What a new one begins with: a department below its customer. */
  readonly first?: Partial<CustomerDraft>
  readonly onSaved: (organisation: Organisation) => void
  readonly onClose: () => void
}

/** A customer, a department, a supplier: who they are and how they are reached. */
export function CustomerDrawer({ organisation, first, onSaved, onClose }: CustomerDrawerProps) {
  const t = useText('customers')
  const refetch = { refetch: PARTY_KEYS }
  const { drawer, save } = useVersionedForm({
    record: organisation,
    draftOf,
    keys: KEYS,
    create: useCommand(partyApi, 'createOrganisation', refetch),
    change: useCommand(partyApi, 'updateOrganisation', refetch),
    read: (id) => partyApi.call.getOrganisation({ params: { id } }),
    onSaved,
  })
  return (
    <FormDrawer<CustomerDraft>
      open
      title={organisation ? t('customer.edit') : t(first?.parentId ? 'department.new' : 'customer.new')}
      initial={organisation ? draftOf(organisation) : { kind: 'customer', vip: false, ...first }}
      submit={organisation ? t('save') : t('add')}
      onSubmit={(draft) => save({ ...emptied(draft, OPTIONAL), ...requiredOf(draft) })}
      onClose={onClose}
      {...drawer}
    >
      <CustomerFields {...(organisation && { id: organisation.id })} />
    </FormDrawer>
  )
}

function requiredOf({ name, kind, vip }: Pick<CustomerDraft, 'name' | 'kind' | 'vip'>) {
  return { name: name.trim(), kind, vip }
}

function draftOf(organisation: Organisation): CustomerDraft {
  return { ...(filled(organisation, OPTIONAL) as Partial<CustomerDraft>), ...requiredOf(organisation) }
}
