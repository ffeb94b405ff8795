import { Building2 } from 'lucide-react'
import { apiOf } from '#kit/data'
import { currentLocale, localName } from '#kit/i18n'
import { defineFinder } from '#kit/slots'
import { partyContract } from '#engine/party/contract'

const partyApi = apiOf('party', partyContract)
const FOUND_MAX = 6

/** A customer is found by name, in either language, and opens on what is to be done for them. */
defineFinder({
  id: 'flows.customers',
  titleKey: 'flows:found.customers',
  may: 'desk.incident.read',
  find: async (words, signal) => {
    const query = { kind: 'customer', text: words, limit: FOUND_MAX } as const
    const { items } = await partyApi.call.listOrganisations({ query, signal })
    return items.map(({ id, name, alias }) => ({
      id: `customer:${id}`,
      title: localName(currentLocale(), name, alias),
      icon: Building2,
      path: `/desk/incidents?customer=${id}`,
    }))
  },
})
