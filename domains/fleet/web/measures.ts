import type { TFunction } from 'i18next'

/** What devices measure, in words and units; a key that nobody has named yet is shown as it is. */
const UNITS: Readonly<Record<string, string>> = {
  disk_wear: '%',
  battery_capacity: '%',
  disk_free: '%',
  cpu_temperature: '°C',
}

export function unitOf(key: string): string | undefined {
  return UNITS[key]
}

export function measureName(t: TFunction, key: string): string {
  return t([`measure.${key}`, 'measure.other'], { key })
}
