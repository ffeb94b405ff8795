import { clock, type Context } from '#engine/kernel'
import type { Entitlement } from '#domains/desk'
import type { Device, FleetService } from '#domains/fleet'
import type { SubscriptionService } from '#domains/subscription'

/**
 * What pays for work on a device, looked up at intake by its serial number: an agreement before a warranty,
 * a warranty before an invoice.
 */
export async function entitlementOf(
  subscription: SubscriptionService,
  context: Context,
  device: Pick<Device, 'customerId' | 'warrantyUntil'>,
): Promise<Entitlement> {
  const today = clock.iso().slice(0, 10)
  const agreements =
    device.customerId === null ? [] : await subscription.agreementsInForce(context, device.customerId, today)
  const [agreement] = agreements
  if (agreement) {
    return {
      kind: 'contract',
      reference: agreement.number,
      covered: true,
      ...(agreement.promise === null ? {} : { promise: agreement.promise }),
      ...(agreement.endsOn === null ? {} : { endsOn: agreement.endsOn }),
    }
  }
  const { warrantyUntil } = device
  if (warrantyUntil !== null && warrantyUntil >= today)
    return { kind: 'warranty', covered: true, endsOn: warrantyUntil }
  return { kind: 'paid', covered: false }
}

/** The device that somebody most likely writes about: the own one in the worst health. */
export async function worstDeviceOf(
  fleet: FleetService,
  context: Context,
  personId: string,
): Promise<Device | undefined> {
  const [worst] = await fleet.devicesOfPerson(context, personId)
  return worst
}
