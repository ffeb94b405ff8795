import { Handshake, ReceiptText } from 'lucide-react'
import { currentLocale, formatMoney, localName, registerLocale } from '#kit/i18n'
import { defineCommands, defineFinder, definePages, FOUND_MAX } from '#kit/slots'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import { subscriptionApi } from './api.ts'

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

defineFinder({
  id: 'subscription.agreements',
  titleKey: 'subscription:agreements.title',
  may: 'subscription.agreement.read',
  find: async (text, signal) => {
    const { items } = await subscriptionApi.call.listAgreements({ query: { text, limit: FOUND_MAX }, signal })
    return items.map(({ agreementId, number, name, customerName, customerAlias }) => ({
      id: agreementId,
      title: `${number} ${name}`,
      detail: localName(currentLocale(), customerName, customerAlias) ?? '',
      icon: Handshake,
      path: `/subscription/agreements/${agreementId}`,
    }))
  },
})

defineFinder({
  id: 'subscription.invoices',
  titleKey: 'subscription:invoices.title',
  may: 'subscription.invoice.read',
  find: async (text, signal) => {
    const { items } = await subscriptionApi.call.listInvoices({ query: { text, limit: FOUND_MAX }, signal })
    return items.map(({ invoiceId, number, customerName, customerAlias, totalMinor, currency }) => ({
      id: invoiceId,
      title: [number, localName(currentLocale(), customerName, customerAlias)].filter(Boolean).join(' '),
      detail: formatMoney({ amountMinor: totalMinor, currency }),
      icon: ReceiptText,
      path: `/subscription/invoices/${invoiceId}`,
    }))
  },
})
