import { ReceiptText } from 'lucide-react'
import { currentLocale, localName, registerLocale } from '#kit/i18n'
import { defineCommands, defineFinder, definePages } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import { partyApi } from './api.ts'

registerLocale('subscription', { en, 'zh-CN': zh })

definePages({
  face: 'subscription',
  icon: ReceiptText,
  labelKey: 'subscription:face',
  shortcut: 'G S',
  routes: [
    {
      path: '/subscription/agreements',
      titleKey: 'subscription:agreements.title',
      may: 'subscription.agreement.read',
      nav: true,
      load: () => import('./agreements/agreements-page.tsx').then((m) => m.AgreementsPage),
    },
    {
      path: '/subscription/agreements/$id',
      titleKey: 'subscription:agreement.title',
      may: 'subscription.agreement.read',
      load: () => import('./agreement/agreement-page.tsx').then((m) => m.AgreementPage),
    },
    {
      path: '/subscription/invoices',
      titleKey: 'subscription:invoices.title',
      may: 'subscription.invoice.read',
      nav: true,
      load: () => import('./invoices/invoices-page.tsx').then((m) => m.InvoicesPage),
    },
    {
      path: '/subscription/invoices/$id',
      titleKey: 'subscription:invoice.title',
      may: 'subscription.invoice.read',
      load: () => import('./invoice/invoice-page.tsx').then((m) => m.InvoicePage),
    },
  ],
})

defineCommands([
  {
    id: 'subscription.run',
    titleKey: 'subscription:run.title',
    icon: ReceiptText,
    may: 'subscription.invoice.run',
    run: ({ go }) => go('/subscription/invoices?run=1'),
  },
])

const FOUND_MAX = 6

/** Agreements are looked for by whose they are. */
defineFinder({
  id: 'subscription.agreements',
  titleKey: 'subscription:agreements.title',
  may: 'subscription.agreement.read',
  find: async (words, signal) => {
    const query = { kind: 'customer', text: words, limit: FOUND_MAX } as const
    const { items } = await partyApi.call.listOrganisations({ query, signal })
    return items.map(({ id, name, alias }) => ({
      id: `agreements:${id}`,
      title: localName(currentLocale(), name, alias),
      icon: ReceiptText,
      path: `/subscription/agreements?customerId=${id}`,
    }))
  },
})
