import { clock, type Context } from '#engine/kernel'
import { addEntry, getCase } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { deliveryRefusals } from '../errors.ts'
import { projectCase } from './project-type.ts'
import { tellChange } from './projects.ts'

export interface Acceptance {
  readonly signedBy: string
  readonly signerTitle: string | null
  /** A local date at the customer's. */
  readonly signedOn: string
  readonly remarks: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

export interface Signature {
  readonly signedBy: string
  readonly signerTitle?: string | undefined
  readonly signedOn: string
  readonly remarks?: string | undefined
}

export function acceptanceOf(tx: Tx, projectId: string): Promise<Acceptance | undefined> {
  return tx.find(sql<Acceptance>`
    select signed_by as "signedBy", signer_title as "signerTitle", signed_on as "signedOn", remarks,
      recorded_by as "recordedBy", recorded_at as "recordedAt"
    from delivery.acceptance where project_id = ${projectId}`)
}

/** The customer signs once, for a project that is shown for acceptance. */
export async function signAcceptance(tx: Tx, context: Context, projectId: string, signature: Signature): Promise<void> {
  const project = await getCase(tx, context, projectCase, projectId)
  if (project.state !== 'accepting') throw deliveryRefusals.notReadyForAcceptance({ number: project.number })
  const { signedBy, signerTitle = null, signedOn, remarks = null } = signature
  const added = await tx.run(sql`
    insert into delivery.acceptance (tenant_id, project_id, signed_by, signer_title, signed_on, remarks, recorded_by, recorded_at)
    values (${context.tenantId}, ${projectId}, ${signedBy}, ${signerTitle}, ${signedOn}, ${remarks}, ${context.actor.name},
      ${clock.date()})
    on conflict do nothing`)
  if (added === 0) throw deliveryRefusals.acceptanceSigned({ number: project.number })
  const data = { change: 'accepted', signedBy, signedOn }
  await addEntry(tx, context, projectCase, projectId, { kind: 'system', data, internal: false })
  await tellChange(tx, context, project, 'accept')
}
