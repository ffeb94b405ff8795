import { useQuery, useSession } from '#kit/data'
import { useLocalName } from '#kit/i18n'
import { partyApi } from '../api.ts'

/** The name of the customer for whom this person is signed in. */
export function useCompanyName(): string | null {
  const nameOf = useLocalName()
  const { customerId } = useSession()
  const { data } = useQuery({
    ...partyApi.query('getOrganisation', { params: { id: customerId ?? '' } }),
    enabled: customerId !== null,
  })
  return data ? nameOf(data.name, data.alias) : null
}
