import { routes, type RouteSet } from '#engine/http'
import { wechatContract } from '../../contract/wechat.ts'
import type { Parts } from '../../parts.ts'
import { deleteMenu, publishMenu, readMenu } from './menu.ts'
import { createScanCode, listScanCodes, updateScanCode } from './scan-code.ts'

export function wechatRoutes(parts: Parts): RouteSet {
  return routes(wechatContract, {
    readAccountMenu: async ({ params, context }) => ({ entries: await readMenu(parts, context, params.id) }),
    publishAccountMenu: async ({ params, body, context }) => {
      await publishMenu(parts, context, params.id, body.entries)
    },
    deleteAccountMenu: async ({ params, context }) => {
      await deleteMenu(parts, context, params.id)
    },
    listScanCodes: async ({ params, context }) => ({ items: await listScanCodes(parts, context, params.id) }),
    createScanCode: async ({ params, body, context }) => ({
      scanCodeId: await createScanCode(parts, context, params.id, body),
    }),
    updateScanCode: async ({ params, body, context }) => {
      await parts.database.withTenant(context, (tx) => updateScanCode(tx, context, params.id, body))
    },
  })
}
