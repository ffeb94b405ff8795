import { Building2, FileSpreadsheet } from 'lucide-react'
import { registerLocale } from '#kit/i18n'
import { defineCommands, definePages, defineThingPage } from '#kit/slots'
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
