/** Devices of any brand: who has them, how they are, what they report. See README.md. */
export { openFleet } from './contribution.ts'
export type { Device, NewDevice, Stage } from './device/devices.ts'
export { anomalyFound, deviceRegistered, faultCleared, faultRaised, healthChanged, stageReached } from './events.ts'
export type { DeviceDetail, FleetService } from './service.ts'
export { ALARM_SCORE, detectCommand, newDetector, observe, type Detector } from './detection/index.ts'
export { seedDevices, seedTelemetry, type DemoDevice, type DemoSeries } from './demo.ts'
