/**
 * Where a technician is. Nobody's phone is followed: on site and free are known from what was reported, and who drives is
 * put on the straight line to the next visit, as far as the planned driving time has passed. That is an estimate and says so.
 */
import { drivingTime, type Visit } from '#domains/field'

export interface Whereabouts {
  readonly technicianId: string
  readonly name: string
  readonly state: 'free' | 'driving' | 'on_site'
  readonly longitude: number
  readonly latitude: number
  /** Reckoned from the time driven, not reported. */
  readonly estimated: boolean
}

type Home = Pick<Whereabouts, 'technicianId' | 'name' | 'longitude' | 'latitude'>
type Stop = Pick<Visit, 'technicianId' | 'state' | 'longitude' | 'latitude' | 'travellingAt'>

/** On site where a visit is under way, on the way to the next one, else at the last place or at home. */
export function whereIs(home: Home, visits: readonly Stop[], nowMs: number): Whereabouts {
  const { technicianId, name } = home
  const own = visits.filter((visit) => visit.technicianId === technicianId)
  const who = { technicianId, name, estimated: false }
  const here = own.find(({ state }) => state === 'on_site')
  if (here) return { ...who, state: 'on_site', longitude: here.longitude, latitude: here.latitude }
  const from = own.findLast(({ state }) => state === 'completed') ?? home
  const next = own.find(({ state }) => state === 'travelling')
  if (!next) return { ...who, state: 'free', longitude: from.longitude, latitude: from.latitude }
  const share = shareDriven(from, next, nowMs)
  const between = (a: number, b: number): number => a + (b - a) * share
  const longitude = between(from.longitude, next.longitude)
  const latitude = between(from.latitude, next.latitude)
  return { ...who, state: 'driving', longitude, latitude, estimated: true }
}

/** 0 at the start, 1 from the moment on at which the planned driving is over. */
function shareDriven(from: Pick<Stop, 'longitude' | 'latitude'>, to: Stop, nowMs: number): number {
  if (to.travellingAt === null) return 0
  const planned = drivingTime([from.longitude, from.latitude], [to.longitude, to.latitude])
  if (planned === 0) return 1
  return Math.min(1, Math.max(0, (nowMs - Date.parse(to.travellingAt)) / 1000 / planned))
}
