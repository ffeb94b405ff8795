import type { RateRule } from '#engine/http'
import type { Config } from './config.ts'

/** Platforms deliver everybody's messages from a few addresses, gateways those of thousands of devices. */
const MACHINE_PER_MINUTE = 60_000

/** Which routes have a rate of their own. */
export function ratesOf({ signInsPerMinute }: Config): readonly RateRule[] {
  return [
    {
      of: [
        'POST /api/engine/session',
        'POST /api/engine/password-resets',
        'POST /api/engine/access-links/read',
        'POST /api/engine/access-links/use',
      ],
      perMinute: signInsPerMinute,
      byAddress: true,
    },
    { of: ['/api/conversation/hooks/'], perMinute: MACHINE_PER_MINUTE, byAddress: true },
    { of: ['/api/v1/'], perMinute: MACHINE_PER_MINUTE, byAddress: false },
  ]
}
