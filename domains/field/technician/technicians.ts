import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { technicianInSight } from '../visit/sight.ts'

export interface Technician {
  readonly technicianId: string
  readonly userId: string | null
  readonly name: string
  readonly phone: string | null
  readonly longitude: number
  readonly latitude: number
  readonly skills: Readonly<Record<string, number>>
  readonly vanId: string | null
}

/** A technician's working time on one day. */
export interface Lane extends Technician {
  readonly startsAt: string
  readonly endsAt: string
}

const COLUMNS = sql.raw(`t.technician_id as "technicianId", t.user_id as "userId", t.name, t.phone, t.longitude,
  t.latitude, t.skills, t.van_id as "vanId"`)

export function lanesOf(tx: Tx, context: Context, day: string): Promise<Lane[]> {
  return tx.all(sql<Lane>`
    select ${COLUMNS}, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from field.shift s join field.technician t on t.tenant_id = s.tenant_id and t.technician_id = s.technician_id
    where s.day = ${day}::date and t.active and ${technicianInSight(context)} order by t.name collate "zh-x-icu", t.technician_id`)
}

export async function technicianOfUser(tx: Tx, userId: string): Promise<Technician> {
  const technician = await tx.find(
    sql<Technician>`select ${COLUMNS} from field.technician t where t.user_id = ${userId}`,
  )
  if (!technician) throw fieldRefusals.technicianNotFound()
  return technician
}

export async function getTechnician(tx: Tx, technicianId: string): Promise<Technician> {
  const technician = await tx.find(sql<Technician>`
    select ${COLUMNS} from field.technician t where t.technician_id = ${technicianId}`)
  if (!technician) throw fieldRefusals.technicianNotFound()
  return technician
}
