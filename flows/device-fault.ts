/**
 * A device reports a fault; the customer ends up with a working device.
 *
 *   fleet.fault_raised ──▶ desk opens an incident, with what pays for it
 *   desk.incident_diagnosed (onsite) ──▶ field is asked for a visit with the parts
 *   field.visit_planned ──▶ desk knows when to expect it; the customer gets a tracking link
 *   field.visit_cancelled ──▶ the incident is back at the desk, and nobody expects a technician
 *   field.visit_completed ──▶ desk resolves the incident
 */
import { systemContext, type Context } from '#engine/kernel'
import { on } from '#engine/events'
import type { Database } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { incidentDiagnosed, priorityOfFault, type DeskService } from '#domains/desk'
import { visitCancelled, visitCompleted, visitPlanned, type FieldService } from '#domains/field'
import { faultRaised, type FleetService } from '#domains/fleet'
import type { ConversationService } from '#domains/conversation'
import type { SubscriptionService } from '#domains/subscription'
import { entitlementOf } from './entitlement.ts'
import { incidentOf, type Flow } from './flow.ts'
import { faultSubject, trackingTitle } from './words.ts'

export interface DeviceFaultParts {
  readonly database: Database
  readonly desk: DeskService
  readonly field: FieldService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
  readonly conversation: ConversationService
  /** Where customers reach this installation. */
  readonly publicUrl: () => string
}

export function deviceFaultFlow(parts: DeviceFaultParts): Flow {
  const { desk, field, fleet, subscription } = parts
  return {
    name: 'device-fault',
    reactions: [
      on(faultRaised, async (fault, context) => {
        const { device } = await fleet.getDevice(context, fault.deviceId)
        await desk.openIncident(context, {
          source: `fault:${fault.faultId}`,
          origin: 'device',
          subject: faultSubject(fault.cause, fault.value, device.name),
          priority: priorityOfFault(fault.severity),
          customerId: fault.customerId,
          siteId: fault.siteId,
          personId: fault.personId,
          deviceId: fault.deviceId,
          serial: fault.serial,
          entitlement: await entitlementOf(subscription, context, device),
        })
      }),

      on(incidentDiagnosed, async (incident, context) => {
        const { incidentId, subject, siteId, customerId, personId, deviceId, partCodes, dueAt } = incident
        if (incident.remedy === 'remote' || siteId === null) return
        const source = await sourceOfVisit(parts, context, incidentId)
        if (source === undefined) return
        await field.requestVisit(context, {
          source,
          subject,
          siteId,
          customerId,
          personId,
          deviceId,
          partCodes,
          dueAt,
          reason: `desk.incident:${incidentId}`,
          instructions: incident.diagnosis,
          skills: { laptop: 1 },
          priority: incident.priority as 'p1' | 'p2' | 'p3' | 'p4',
        })
      }),

      on(visitPlanned, (visit, context) => tellPlan(parts, context, visit)),
      on(visitCancelled, (visit, context) => backToDesk(parts, context, visit)),

      on(visitCompleted, async (visit, context) => {
        const incidentId = incidentOf(visit.reason)
        if (incidentId === undefined || !visit.solved) return
        const asTechnician = systemContext(context.tenantId, visit.technicianName, context.traceId)
        await desk.act(asTechnician, incidentId, {
          act: 'resolve',
          source: `visit:${visit.visitId}`,
          fields: { resolution: visit.note },
          at: visit.completedAt,
        })
      }),
    ],
  }
}

/**
 * One visit for an incident, and after a cancelled one another. An old diagnosis that is told again asks for nothing:
 * only an incident that is on site again wants a new visit.
 */
async function sourceOfVisit(
  { desk, field }: DeviceFaultParts,
  context: Context,
  incidentId: string,
): Promise<string | undefined> {
  const visits = await field.visitsOf(context, `desk.incident:${incidentId}`)
  const cancelled = visits.filter(({ state }) => state === 'cancelled').length
  if (cancelled === 0) return `incident:${incidentId}`
  const { incident } = await desk.getIncident(context, incidentId)
  return incident.state === 'onsite' ? `incident:${incidentId}:${cancelled}` : undefined
}

/** The newest visit was cancelled: the incident is no longer on site. */
async function backToDesk(
  { desk, field }: DeviceFaultParts,
  context: Context,
  visit: { readonly visitId: string; readonly reason: string | null; readonly because: string },
): Promise<void> {
  const incidentId = incidentOf(visit.reason)
  if (incidentId === undefined) return
  const { incident } = await desk.getIncident(context, incidentId)
  const [newest] = await field.visitsOf(context, `desk.incident:${incidentId}`)
  if (incident.state !== 'onsite' || newest?.visitId !== visit.visitId) return
  await desk.act(context, incidentId, { act: 'return', source: `cancelled:${visit.visitId}`, text: visit.because })
  await desk.noteFacts(context, incidentId, { expectedRestoreAt: null })
}

interface PlannedVisit {
  readonly visitId: string
  readonly reason: string | null
  readonly technicianName: string
  readonly startsAt: string
  readonly endsAt: string
}

/** The desk knows when to expect the technician, and the customer gets the link to follow. */
async function tellPlan(
  { database, desk, field, conversation, publicUrl }: DeviceFaultParts,
  context: Context,
  visit: PlannedVisit,
): Promise<void> {
  const incidentId = incidentOf(visit.reason)
  if (incidentId === undefined) return
  const facts = { visitId: visit.visitId, expectedRestoreAt: visit.endsAt }
  const { conversationId } = (await desk.noteFacts(context, incidentId, facts)).fields
  if (conversationId === undefined) return
  const zone = await database.withTenant(context, (tx) => tenantZone(tx, context))
  await conversation.sendTracking(context, {
    conversationId,
    source: `visit:${visit.visitId}:${visit.startsAt}`,
    url: `${publicUrl()}${field.trackingPath(context, visit.visitId)}`,
    title: trackingTitle(visit.technicianName, visit.startsAt, visit.endsAt, zone),
  })
}
