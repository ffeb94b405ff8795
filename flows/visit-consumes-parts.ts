/**
 * What a visit used leaves its traces where they belong.
 *
 *   field.visit_completed ──▶ the device's life says which part went in and which came out
 *                         ──▶ a part that nothing covers is charged with the next invoice
 */
import { clock } from '#engine/kernel'
import { on } from '#engine/events'
import type { Database } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { visitCompleted, type FieldService } from '#domains/field'
import type { DeskService } from '#domains/desk'
import type { FleetService } from '#domains/fleet'
import type { SubscriptionService } from '#domains/subscription'
import { entitlementOf } from './entitlement.ts'
import { incidentOf, type Flow } from './flow.ts'

export interface VisitPartsParts {
  readonly database: Database
  readonly field: FieldService
  readonly desk: DeskService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
}

export function visitConsumesPartsFlow({ database, field, desk, fleet, subscription }: VisitPartsParts): Flow {
  return {
    name: 'visit-consumes-parts',
    reactions: [
      on(visitCompleted, async (done, context) => {
        const { deviceId } = await field.getVisit(context, done.visitId)
        if (deviceId === null) return
        for (const { code, newSerial, oldSerial } of done.usedParts) {
          await fleet.noteLife(context, deviceId, {
            kind: 'part_changed',
            detail: { code, newSerial, oldSerial, visitId: done.visitId },
            source: `visit:${done.visitId}:${code}`,
          })
        }
      }),

      on(visitCompleted, async (done, context) => {
        const visit = await field.getVisit(context, done.visitId)
        const incidentId = incidentOf(done.reason)
        if (visit.deviceId === null || visit.customerId === null || done.usedParts.length === 0) return
        const incident = incidentId === undefined ? undefined : (await desk.getIncident(context, incidentId)).incident
        const { device } = await fleet.getDevice(context, visit.deviceId)
        const entitlement = incident?.fields.entitlement ?? (await entitlementOf(subscription, context, device))
        if (entitlement.covered) return
        const [agreement] = await subscription.agreementsInForce(context, visit.customerId, clock.iso().slice(0, 10))
        if (!agreement) return
        const zone = await database.withTenant(context, (tx) => tenantZone(tx, context))
        for (const { code, quantity } of done.usedParts) {
          const { name, priceMinor } = await field.part(context, code)
          const price = `${priceMinor / 100n}.${String(priceMinor % 100n).padStart(2, '0')}`
          const action = {
            do: 'charge',
            at: firstOfNextMonth(done.completedAt, zone),
            code: 'part',
            name: `${name} · ${visit.number}`,
            price,
            quantity: String(quantity),
          }
          await subscription.act(context, agreement.agreementId, action, `visit:${done.visitId}:${code}`)
        }
      }),
    ],
  }
}

/** A part joins the month's one invoice instead of making one of its own. */
function firstOfNextMonth(instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate()
  return local.with({ day: 1 }).add({ months: 1 }).toString()
}
