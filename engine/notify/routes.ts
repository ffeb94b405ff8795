import { routes, type RouteSet } from '#engine/http'
import type { Database } from '#engine/store'
import { notifyContract } from './contract.ts'
import type { NotificationKinds } from './define.ts'
import { countUnread, listNotifications, markRead } from './inbox.ts'
import { listMails, resendMail } from './mail/outbox.ts'
import { readPreferences, savePreferences } from './preferences.ts'

export function notifyRoutes({ database, kinds }: { database: Database; kinds: NotificationKinds }): RouteSet {
  return routes(notifyContract, {
    listNotifications: ({ context, query }) => listNotifications(database, kinds, context, query),
    countUnread: async ({ context }) => ({ count: await countUnread(database, context) }),
    markRead: ({ context, params }) => markRead(database, context, params.id).then(() => undefined),
    markAllRead: ({ context }) => markRead(database, context).then(() => undefined),
    readNotificationPreferences: async ({ context }) => {
      const { quietHours, kinds: chosen } = await readPreferences(database, context, [...kinds.values()])
      return { quietHours, kinds: [...chosen] }
    },
    saveNotificationPreferences: ({ context, body }) => savePreferences(database, context, body).then(() => undefined),
    listMails: ({ context, query }) => listMails(database, context, query),
    resendMail: ({ context, params }) => resendMail(database, context, params.id).then(() => undefined),
  })
}
