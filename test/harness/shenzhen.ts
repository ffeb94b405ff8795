import { newId, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'

/** The smallest world in which the story can happen: a bank in Shenzhen, a depot with a disk, a technician on duty. */
export interface Shenzhen {
  readonly customerId: string
  readonly siteId: string
  readonly personId: string
  readonly technicianId: string
  readonly depotId: string
}

export async function buildShenzhen(
  database: Database,
  context: Context,
  day: string,
  technicianUserId?: string,
): Promise<Shenzhen> {
  const t = context.tenantId
  const [customerId, siteId, personId, technicianId, depotId, vanId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  await database.withTenant(context, async (tx) => {
    await tx.run(
      sql`insert into engine.organisation (tenant_id, id, path, kind, name, alias) values (${t}, ${customerId}, ${[customerId]}::uuid[], 'customer', '恒泰银行', 'Hengtai Bank')`,
    )
    await tx.run(
      sql`insert into engine.person (tenant_id, id, organisation_id, name, alias) values (${t}, ${personId}, ${customerId}, '李文', 'Li Wen')`,
    )
    await tx.run(sql`insert into engine.site (tenant_id, id, organisation_id, name, address, zone, longitude, latitude)
      values (${t}, ${siteId}, ${customerId}, '福田支行', '深南大道 2008 号', 'Asia/Shanghai', 114.055, 22.541)`)
    await tx.run(sql`insert into field.stock_location (tenant_id, location_id, kind, name, longitude, latitude, opens, closes)
      values (${t}, ${depotId}, 'warehouse', '福田仓', 114.06, 22.53, '00:00', '23:59'), (${t}, ${vanId}, 'van', '陈志强的车', null, null, '00:00', '23:59')`)
    await tx.run(
      sql`insert into field.part (tenant_id, code, name, name_en, price_minor) values (${t}, 'SSD-1T', '固态硬盘 1 TB', 'SSD 1 TB', 62900)`,
    )
    await tx.run(
      sql`insert into field.stock (tenant_id, location_id, part_code, on_hand, reorder_at) values (${t}, ${depotId}, 'SSD-1T', 6, 1)`,
    )
    await tx.run(sql`insert into field.technician (tenant_id, technician_id, user_id, name, longitude, latitude, skills, van_id)
      values (${t}, ${technicianId}, ${technicianUserId ?? null}, '陈志强', 114.03, 22.54, '{"laptop": 3}', ${vanId})`)
    await tx.run(sql`insert into field.shift (tenant_id, technician_id, day, starts_at, ends_at)
      values (${t}, ${technicianId}, ${day}, ${`${day}T00:01:00+08:00`}, ${`${day}T23:58:00+08:00`})`)
  })
  return { customerId, siteId, personId, technicianId, depotId }
}
