import type { HandOverContent } from '../api.ts'

type Device = HandOverContent['devices'][number]

/** The columns of a pasted list, as spreadsheets copy them. */
export const DEVICE_COLUMNS = ['serial', 'name', 'kind', 'brand', 'model', 'warrantyUntil'] as const

/**
 * Lines of a spreadsheet, columns parted by tabs or commas; empty lines count for nothing.
 * Example: `PF-1, Seat 1, laptop, Lenovo, T14, 2029-11-20`.
 */
export function readDevices(text: string): Device[] {
  return text
    .split('\n')
    .map((line) => line.split(/[\t,，]/).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map(([serial = '', name = '', kind = '', brand = '', model = '', warrantyUntil = '']) => ({
      serial,
      name,
      kind,
      brand,
      model,
      ...(warrantyUntil !== '' && { warrantyUntil }),
    }))
}

export function writeDevices(devices: readonly Device[]): string {
  return devices.map((device) => DEVICE_COLUMNS.map((column) => device[column] ?? '').join('\t')).join('\n')
}
