import type { ShapeName, Tone } from '#kit/ui'
import type { Customer360 } from '../api.ts'

export type DeviceLook = Customer360['devices'][number]['healthState'] | 'offline'

/** How the state of a device is drawn. */
export const DEVICE_LOOKS: Readonly<Record<DeviceLook, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  healthy: { shape: 'done', tone: 'ok' },
  watch: { shape: 'half', tone: 'warn' },
  act: { shape: 'late', tone: 'bad' },
  offline: { shape: 'new', tone: 'neutral' },
}
