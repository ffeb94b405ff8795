import { Settings } from 'lucide-react'
import { registerLocale } from '#kit/i18n'
import { definePages, type PageRoute } from '#kit/slots'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }
import './settings.css'

registerLocale('settings', { en, 'zh-CN': zh })

const page = (name: string, may: string | undefined, load: PageRoute['load']): PageRoute => ({
  path: `/settings/${name}`,
  titleKey: `settings:${name}.title`,
  nav: true,
  load,
  ...(may === undefined ? {} : { may }),
})

definePages({
  face: 'settings',
  place: 'foot',
  icon: Settings,
  labelKey: 'settings:face',
  shortcut: 'G S',
  routes: [
    page('users', 'engine.user.edit', () => import('./users/users-page.tsx').then((m) => m.UsersPage)),
    page('teams', 'engine.team.edit', () => import('./users/teams-page.tsx').then((m) => m.TeamsPage)),
    page('providers', 'engine.oidc.edit', () => import('./users/providers-page.tsx').then((m) => m.ProvidersPage)),
    page('keys', 'engine.api-key.edit', () => import('./users/keys-page.tsx').then((m) => m.KeysPage)),
    page('calendars', 'engine.calendar.edit', () =>
      import('./calendars/calendars-page.tsx').then((m) => m.CalendarsPage),
    ),
    page('webhooks', 'engine.webhook.read', () => import('./webhooks/webhooks-page.tsx').then((m) => m.WebhooksPage)),
    page('team-notifications', 'engine.webhook.read', () =>
      import('./notifications/team-page.tsx').then((m) => m.TeamNotificationsPage),
    ),
    page('mails', 'engine.mail.read', () => import('./operations/mails-page.tsx').then((m) => m.MailsPage)),
    page('deliveries', 'engine.event.read', () =>
      import('./operations/deliveries-page.tsx').then((m) => m.DeliveriesPage),
    ),
    page('audit', 'engine.audit.read', () => import('./operations/audit/audit-page.tsx').then((m) => m.AuditPage)),
    page('notifications', undefined, () =>
      import('./notifications/notifications-page.tsx').then((m) => m.NotificationsPage),
    ),
    page('security', undefined, () => import('./security/security-page.tsx').then((m) => m.SecurityPage)),
    {
      path: '/access',
      titleKey: 'settings:access.title',
      public: true,
      load: () => import('./access/access-page.tsx').then((m) => m.AccessPage),
    },
  ],
})
