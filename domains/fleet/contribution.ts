import type { Contribution } from '#engine/assembly'
import type { Database } from '#engine/store'
import { startAssessor } from './health/assessor.ts'
import { fleetPolicy } from './policy.ts'
import { openDeviceDoor } from './protocols/device-door.ts'
import { deviceHttpRoutes } from './protocols/http/routes.ts'
import { startMqttBroker } from './protocols/mqtt/broker.ts'
import { fleetRoutes } from './routes.ts'
import { createFleet, type FleetService } from './service.ts'
import { startIngestion } from './telemetry/ingestion.ts'
import { keepUnreadable } from './unreadable/unreadable.ts'

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export async function openFleet({
  database,
}: {
  readonly database: Database
}): Promise<{ service: FleetService; contribution: Contribution }> {
  const service = createFleet(database)
  const assessor = startAssessor(database)
  const ingestion = startIngestion(database, (devices) => assessor.look(devices))
  const door = openDeviceDoor(database, ingestion)
  const broker = await startMqttBroker({
    door,
    keepUnreadable: (device, message) => keepUnreadable(database, device, message),
  })
  return {
    service,
    contribution: {
      name: 'fleet',
      policy: fleetPolicy,
      routes: [fleetRoutes(service)],
      rawRoutes: deviceHttpRoutes(door),
      topics: [
        { name: 'fleet.devices', may: 'fleet.device.read' },
        {
          name: 'device',
          may: 'fleet.device.read',
          visible: (context, id) =>
            service.getDevice(context, id).then(
              () => true,
              () => false,
            ),
        },
      ],
      protocols: [broker.protocol],
      locales: [{ name: 'fleet', folder: new URL('./locale/', import.meta.url) }],
      stop: async () => {
        await broker.stop()
        await ingestion.drain()
        await assessor.stop()
      },
    },
  }
}
