import { routes, type RouteSet } from '#engine/http'
import { fleetContract } from './contract.ts'
import type { Device } from './device/devices.ts'
import type { FleetService } from './service.ts'

export function fleetRoutes(fleet: FleetService): RouteSet {
  return routes(fleetContract, {
    listDevices: async ({ query, context }) => {
      const page = await fleet.listDevices(context, query)
      return { ...page, items: page.items.map(shown) }
    },
    countDevices: ({ context }) => fleet.countDevices(context),
    getDevice: async ({ params, context }) => {
      const { device, losses, limits, life, nextStages } = await fleet.getDevice(context, params.id)
      const shownLosses = losses.map(({ cause: { name, points: pointsMax }, value, points }) => ({
        cause: name,
        value,
        points,
        pointsMax,
      }))
      return {
        device: shown(device),
        losses: shownLosses,
        limits: [...limits],
        life: [...life],
        nextStages: [...nextStages],
        version: device.version,
      }
    },
    readHistory: async ({ params, query, context }) => ({
      points: await fleet.readHistory(context, params.id, query.key, query),
    }),
    registerDevice: ({ body, context }) => fleet.registerDevice(context, body),
    replaceToken: async ({ params, context }) => ({ token: await fleet.replaceToken(context, params.id) }),
    listUnreadable: ({ query, context }) => fleet.listUnreadable(context, query),
    dismissUnreadable: async ({ params, context }) => {
      await fleet.dismissUnreadable(context, params.id)
      return undefined
    },
    reachStage: async ({ params, body, context }) => ({
      device: shown(
        await fleet.reachStage(context, params.id, body.to, body.note === undefined ? {} : { note: body.note }),
      ),
    }),
  })
}

function shown<D extends Device>(device: D) {
  return { ...device, healthState: device.healthState as 'healthy' | 'watch' | 'act' }
}
