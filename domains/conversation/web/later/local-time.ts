import { isoInZone } from '#kit/i18n'

const OFFSET_CHARS = 6

/** What a field for date and time shows: `2026-11-20T09:00` in the given zone. */
export function localIn(zone: string, at: string): string {
  return isoInZone(at, zone).slice(0, 'YYYY-MM-DDTHH:mm'.length)
}

/** The instant of such a text. Asked twice, because the first guess may lie beyond a change of the clocks. */
export function instantIn(zone: string, local: string): string {
  let offset = offsetAt(zone, `${local}Z`)
  offset = offsetAt(zone, `${local}${offset}`)
  return new Date(`${local}${offset}`).toISOString()
}

function offsetAt(zone: string, at: string): string {
  const iso = isoInZone(at, zone)
  return iso.endsWith('Z') ? '+00:00' : iso.slice(-OFFSET_CHARS)
}
