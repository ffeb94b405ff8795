import type { RawRoute, RouteSet } from '#engine/http'
import type { Parts } from '../../parts.ts'
import { platformRoutes } from '../../test-phone/platform.ts'
import { testPhoneRoutes } from '../../test-phone/routes.ts'
import { wechatRoutes } from '../wechat/routes.ts'

/** What accounts of WeChat and WeCom add to the running program, beside being channels. */
export function tencentContribution(parts: Parts): {
  readonly routes: readonly RouteSet[]
  readonly rawRoutes: readonly RawRoute[]
} {
  return { routes: [wechatRoutes(parts), testPhoneRoutes(parts)], rawRoutes: platformRoutes(parts) }
}
