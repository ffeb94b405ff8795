import { Building2, FileSpreadsheet, UserRound } from 'lucide-react'
import { currentLocale, localName, registerLocale } from '#kit/i18n'
import { defineCommands, defineFinder, definePages, defineThingPage } from '#kit/slots'
import { flowsApi, partyApi } from '../api.ts'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

registerLocale('customers', { en, 'zh-CN': zh })

const MAY_READ = 'flows.customer.read'

definePages({
  face: 'customers',
  icon: Building2,
  labelKey: 'customers:customers.title',
  shortcut: 'G U',
  routes: [
    {
      path: '/customers',
      titleKey: 'customers:customers.title',
      may: MAY_READ,
      nav: true,
      load: () => import('./list/customers-page.tsx').then((m) => m.CustomersPage),
    },
    {
      path: '/customers/people',
      titleKey: 'customers:people.title',
      may: MAY_READ,
      nav: true,
      load: () => import('./person/people-page.tsx').then((m) => m.PeoplePage),
    },
    {
      path: '/customers/$id',
      titleKey: 'customers:customer.title',
      may: MAY_READ,
      load: () => import('./customer/customer-page.tsx').then((m) => m.CustomerPage),
    },
  ],
})

defineThingPage({ kind: 'customer', may: MAY_READ, pathOf: (id) => `/customers/${id}` })
defineThingPage({ kind: 'person', may: MAY_READ, pathOf: (id) => `/customers/people?person=${id}` })

defineCommands([
  {
    id: 'customers.import',
    titleKey: 'customers:import.title',
    icon: FileSpreadsheet,
    may: 'engine.party.edit',
    run: ({ go }) => go('/customers?import=1'),
  },
  {
    id: 'customers.new',
    titleKey: 'customers:customer.new',
    icon: Building2,
    may: 'engine.party.edit',
    run: ({ go }) => go('/customers?new=1'),
  },
])

const FOUND_MAX = 6

/** A customer is found by name, in either language, and by code. */
defineFinder({
  id: 'customers.customers',
  titleKey: 'customers:customers.title',
  may: MAY_READ,
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
  may: MAY_READ,
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
