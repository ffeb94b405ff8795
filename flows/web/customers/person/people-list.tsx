import { Button } from 'antd'
import { UserPlus, Users } from 'lucide-react'
import { useMemo } from 'react'
import { useLive, useMay, useQuery, useRows, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, toast, useFilters, type Filter } from '#kit/ui'
import { flowsApi, partyApi } from '../../api.ts'
import { PARTY_KEYS } from '../form/use-archive.ts'
import { usePersonColumns } from './person-columns.tsx'
import { PersonDrawer } from './person-drawer.tsx'
import { PersonShown } from './person-shown.tsx'

export interface PeopleListProps {
  /** Only these; everybody without it. */
  readonly organisationId?: string
}

/** People by name. The chosen one opens beside: as a form for who may change it, to be read for the others. */
export function PeopleList({ organisationId }: PeopleListProps) {
  const t = useText('customers')
  const [, patch] = useUrlState()
  const filters = useFilters(usePeopleFilters())
  const { vip, archived } = filters.values
  const query = {
    ...(organisationId && { organisationId }),
    ...(vip && { vip: vip as never }),
    ...(archived && { archived: archived as never }),
    ...(filters.words && { text: filters.words }),
  }
  const rows = useRows(flowsApi.pages('listPeople', { query }))
  useLive(['engine.people'], { refetch: PARTY_KEYS })
  return (
    <>
      <FilterBar filters={filters} searchable aside={<NewPersonButton />} />
      <DataTable
        name={organisationId ? 'customers.people' : 'people'}
        label={t('people.title')}
        rows={rows}
        columns={usePersonColumns({ everywhere: organisationId === undefined })}
        rowKey={({ id }) => id}
        filters={filters}
        onOpen={({ id }) => patch({ person: id }, { push: true })}
        empty={
          <EmptyState
            icon={Users}
            title={t('people.empty')}
            hint={t('people.emptyHint')}
            action={<NewPersonButton />}
          />
        }
      />
      <ChosenPerson {...(organisationId && { organisationId })} />
    </>
  )
}

function NewPersonButton() {
  const t = useText('customers')
  const [, patch] = useUrlState()
  if (!useMay()('engine.party.edit')) return null
  return (
    <Button
      icon={<UserPlus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ person: 'new' }, { push: true })}
    >
      {t('person.new')}
    </Button>
  )
}

/** Whom the address names. */
function ChosenPerson({ organisationId }: PeopleListProps) {
  const t = useText('customers')
  const mayEdit = useMay()('engine.party.edit')
  const [{ person: chosen }, patch] = useUrlState()
  const id = typeof chosen === 'string' && chosen !== 'new' ? chosen : undefined
  const { data } = useQuery({
    ...partyApi.query('getPerson', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
  const close = () => patch({ person: undefined })
  const saved = ({ name }: { name: string }) => {
    toast({ text: t(id ? 'saved' : 'added', { name }) })
    close()
  }
  const person = data?.id === id ? data : undefined
  if (chosen === undefined || (id && !person)) return null
  if (person && !mayEdit) return <PersonShown person={person} onClose={close} />
  if (!mayEdit) return null
  return (
    <PersonDrawer
      key={id ?? 'new'}
      person={person}
      {...(organisationId && { organisationId })}
      onSaved={saved}
      onClose={close}
    />
  )
}

function usePeopleFilters(): readonly Filter[] {
  const t = useText('customers')
  return useMemo(
    () => [
      { name: 'vip', label: t('field.vip'), options: [{ value: 'true', label: t('yes') }] },
      { name: 'archived', label: t('archive.label'), options: [{ value: 'true', label: t('yes') }] },
    ],
    [t],
  )
}
