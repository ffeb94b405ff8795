import { Select } from 'antd'
import { useMemo } from 'react'
import { useMay, useQuery } from '#kit/data'
import { partyApi } from './api.ts'

const CUSTOMERS_MAX = 200

export function useCustomers(): { value: string; label: string }[] {
  const may = useMay()
  const query = { kind: 'customer', limit: CUSTOMERS_MAX } as const
  const { data } = useQuery({ ...partyApi.query('listOrganisations', { query }), enabled: may('engine.party.read') })
  return useMemo(() => (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })), [data])
}

/** A picker for forms; antd gives it its value. */
export function CustomerSelect(field: { id?: string; value?: string; onChange?: (id: string) => void }) {
  return <Select {...field} showSearch={{ optionFilterProp: 'label' }} options={useCustomers()} />
}
