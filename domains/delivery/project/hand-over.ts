import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { addEntry, getCase, linkCase } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { deliveryRefusals } from '../errors.ts'
import { handedOver } from '../events.ts'
import { acceptanceOf } from './acceptance.ts'
import type { HandOverContent } from './fields.ts'
import { projectCase } from './project-type.ts'
import { actOnProject, tellChange, whoOf, type Project } from './projects.ts'

export interface HandOver {
  /** The site that there is, or the id under which it is going to be made. */
  readonly siteId: string
  readonly content: HandOverContent
  readonly handedOverAt: string | null
  readonly version: number
}

/** What operation made of a hand-over. */
export interface Operation {
  readonly siteId: string
  readonly agreementId: string
  readonly agreementNumber: string
  readonly devices: number
}

export function handOverOf(tx: Tx, projectId: string): Promise<HandOver | undefined> {
  return tx.find(sql<HandOver>`
    select site_id as "siteId", content, handed_over_at as "handedOverAt", version
    from delivery.hand_over where project_id = ${projectId}`)
}

/** Keeps what is going to be handed over; it can be changed until it is. */
export async function saveHandOver(
  tx: Tx,
  context: Context,
  projectId: string,
  content: HandOverContent,
): Promise<void> {
  const project = await getCase(tx, context, projectCase, projectId)
  const saved = await tx.run(sql`
    insert into delivery.hand_over as h (tenant_id, project_id, site_id, content)
    values (${context.tenantId}, ${projectId}, ${content.site.siteId ?? newId()}, ${JSON.stringify(content)})
    on conflict (tenant_id, project_id) do update set content = excluded.content, version = h.version + 1,
      site_id = coalesce(${content.site.siteId ?? null}::uuid, h.site_id)
    where h.handed_over_at is null`)
  if (saved === 0) throw deliveryRefusals.handOverDone({ number: project.number })
  await tellChange(tx, context, project, 'prepare_hand_over')
}

/** Gives an accepted project to operation, once; the flow then makes site, devices and agreement. */
export async function handOver(tx: Tx, context: Context, projectId: string): Promise<Project> {
  const project = await getCase(tx, context, projectCase, projectId)
  const ready = await handOverOf(tx, projectId)
  if (ready?.handedOverAt) return project
  if (!(await acceptanceOf(tx, projectId))) throw deliveryRefusals.acceptanceMissing({ number: project.number })
  if (!ready) throw deliveryRefusals.handOverMissing({ number: project.number })
  const done = await actOnProject(tx, context, projectId, { act: 'hand_over', source: 'hand-over' })
  await tx.run(sql`
    update delivery.hand_over set handed_over_at = ${clock.date()}, version = version + 1
    where project_id = ${projectId} and handed_over_at is null`)
  const { devices, agreement } = ready.content
  await emit(tx, context, handedOver, {
    ...whoOf(done),
    siteId: ready.siteId,
    devices: devices.length,
    startsOn: agreement.startsOn,
  })
  return done
}

/** Ties the project to what operation made of it; told twice it is tied once. */
export async function noteOperation(tx: Tx, context: Context, projectId: string, made: Operation): Promise<void> {
  const { siteId, agreementId, agreementNumber, devices } = made
  await linkCase(tx, context, projectCase, projectId, { relation: 'site', ref: `party.site:${siteId}` })
  const ref = `subscription.agreement:${agreementId}`
  await linkCase(tx, context, projectCase, projectId, { relation: 'agreement', ref })
  const data = { change: 'in_operation', agreementNumber, devices }
  const entry = { kind: 'system', data, internal: false, source: 'in-operation' } as const
  await addEntry(tx, context, projectCase, projectId, entry)
  await tellChange(tx, context, await getCase(tx, context, projectCase, projectId), 'in_operation')
}
