import { Building2, UserRound } from 'lucide-react'
import { currentLocale, localName } from '#kit/i18n'
import { defineFinder, FOUND_MAX } from '#kit/slots'
import { flowsApi, partyApi } from '../api.ts'

/** A customer is found by name, in either language, and by code. */
defineFinder({
  id: 'customers.customers',
  titleKey: 'customers:customers.title',
  may: 'flows.customer.read',
  find: async (words, signal) => {
    const query = { kind: 'customer', text: words, limit: FOUND_MAX } as const
    const { items } = await partyApi.call.listOrganisations({ query, signal })
    return items.map(({ id, name, alias, code }) => ({
      id: `customer:${id}`,
      title: localName(currentLocale(), name, alias),
      ...(code !== null && { detail: code }),
      icon: Building2,
      path: `/customers/${id}`,
    }))
  },
})

/** People by name, telephone and e-mail. */
defineFinder({
  id: 'customers.people',
  titleKey: 'customers:people.title',
  may: 'flows.customer.read',
  find: async (words, signal) => {
    const { items } = await flowsApi.call.listPeople({ query: { text: words, limit: FOUND_MAX }, signal })
    return items.map(({ id, name, alias, organisationName, organisationAlias }) => ({
      id: `person:${id}`,
      title: localName(currentLocale(), name, alias),
      detail: localName(currentLocale(), organisationName, organisationAlias) ?? '',
      icon: UserRound,
      path: `/customers/people?person=${id}`,
    }))
  },
})
