import { Select } from 'antd'
import { useState } from 'react'
import { useQuery } from '#kit/data'
import { useLocalName } from '#kit/i18n'
import { partyApi } from '../../api.ts'

interface PickerProps {
  /** As Ant Design's form hands it to a field. */
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
}

const OFFERED = 30

/** An organisation by its name; only of this tree with `within`. */
export function OrganisationSelect({ within, except, ...field }: PickerProps & { within?: string; except?: string }) {
  const [words, setWords] = useState('')
  const query = { limit: OFFERED, ...(words.trim() && { text: words.trim() }), ...(within && { within }) }
  const { data } = useQuery(partyApi.query('listOrganisations', { query }))
  const chosen = useQuery({
    ...partyApi.query('getOrganisation', { params: { id: field.value ?? '' } }),
    enabled: field.value !== undefined,
  })
  const options = useOptions(data?.items ?? [], field.value === undefined ? undefined : chosen.data)
  const offered = options.filter(({ value }) => value !== except)
  return <Select {...field} allowClear showSearch={{ filterOption: false, onSearch: setWords }} options={offered} />
}

/** A person of an organisation. */
export function PersonSelect({ organisationId, ...field }: PickerProps & { organisationId: string }) {
  const [words, setWords] = useState('')
  const query = { limit: OFFERED, organisationId, ...(words.trim() && { text: words.trim() }) }
  const { data } = useQuery(partyApi.query('listPeople', { query }))
  const chosen = useQuery({
    ...partyApi.query('getPerson', { params: { id: field.value ?? '' } }),
    enabled: field.value !== undefined,
  })
  const options = useOptions(data?.items ?? [], field.value === undefined ? undefined : chosen.data)
  return <Select {...field} allowClear showSearch={{ filterOption: false, onSearch: setWords }} options={options} />
}

interface Named {
  readonly id: string
  readonly name: string
  readonly alias: string | null
}

/** What is chosen is offered too, though the words may not find it. */
function useOptions(found: readonly Named[], chosen: Named | undefined): { value: string; label: string }[] {
  const nameOf = useLocalName()
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return all.map(({ id, name, alias }) => ({ value: id, label: nameOf(name, alias) ?? name }))
}
