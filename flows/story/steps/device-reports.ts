import { CAST } from '../cast.ts'
import { storyRefusals } from '../errors.ts'
import { eventually } from '../stage/eventually.ts'
import { reportByMqtt } from '../stage/device.ts'
import type { Stage, StoryStep } from '../step.ts'

/** Per cent; the last one is beyond what a disk should be worked to. */
const WEAR = [78, 82, 85, 88, 92]

/** 1: the laptop reports over MQTT until its health falls and an incident opens by itself, with what pays for it. */
export const deviceReports: StoryStep = {
  name: 'deviceReports',
  file: 'flows/device-fault.ts',
  play: async ({ parts, context, people, remember }: Stage) => {
    const device = await parts.fleet.findBySerial(context, CAST.serial)
    if (!device?.personId || device.customerId === null) throw storyRefusals.castMissing({ who: CAST.serial })
    const { deviceId, personId, customerId } = device
    await remember({ deviceId, personId, customerId })
    const manager = await people.as('service_manager')
    const { token } = await manager.fleet.replaceToken({ params: { id: deviceId } })
    const reports = WEAR.map((disk_wear) => ({ disk_wear }))
    await reportByMqtt(parts.localUrl(), token, reports)
    const incident = await eventually('incident', async () => {
      const found = await parts.desk.findOpenByDevice(context, deviceId)
      return found?.fields.origin === 'device' && found.fields.entitlement ? found : undefined
    })
    await remember({ incidentId: incident.id, incidentNumber: incident.number })
  },
}
