import { House } from 'lucide-react'
import { registerLocale } from '#kit/i18n'
import { definePages } from '#kit/slots'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

registerLocale('home', { en, 'zh-CN': zh })

/** Where the day of a customer's own people begins. Who sees all customers has the customers' pages instead. */
definePages({
  face: 'home',
  icon: House,
  labelKey: 'home:title',
  shortcut: 'G H',
  routes: [
    {
      path: '/home',
      titleKey: 'home:title',
      may: 'flows.home.read',
      unless: 'flows.customer.read',
      nav: true,
      load: () => import('./home-page.tsx').then((m) => m.HomePage),
    },
  ],
})
