import { useMemo } from 'react'
import { useMay, useQuery } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import type { Filter } from '#kit/ui'
import { partyApi } from './api.ts'

const CUSTOMERS_MAX = 200

/** Lists of money are narrowed by whom it is about. */
export function useCustomerFilter(): readonly Filter[] {
  const t = useText('subscription')
  const may = useMay()
  const nameOf = useLocalName()
  const query = { kind: 'customer', limit: CUSTOMERS_MAX } as const
  const { data } = useQuery({ ...partyApi.query('listOrganisations', { query }), enabled: may('engine.party.read') })
  return useMemo(() => {
    const options = (data?.items ?? []).map(({ id, name, alias }) => ({
      value: id,
      label: nameOf(name, alias) ?? name,
    }))
    return options.length === 0 ? [] : [{ name: 'customerId', label: t('customer'), options }]
  }, [t, data, nameOf])
}
