import type { RawRoute } from '#engine/http'
import { fleetRefusals } from '../../errors.ts'
import type { DeviceDoor } from '../device-door.ts'

/** ThingsBoard's HTTP device API: the token is part of the path. 200 after the commit. */
export function deviceHttpRoutes(door: DeviceDoor): RawRoute[] {
  return (['telemetry', 'attributes'] as const).map((what) => ({
    method: 'POST',
    path: `/api/v1/:token/${what}`,
    summary: `A device reports ${what}`,
    may: 'public',
    bodyBytesMax: 64 * 1024,
    handle: async (request, reply) => {
      const device = await door.recognise((request.params as { token: string }).token)
      if (!device) throw fleetRefusals.unknownToken()
      await door[what](device, typeof request.body === 'string' ? request.body : JSON.stringify(request.body ?? null))
      return reply.code(200).send()
    },
  }))
}
