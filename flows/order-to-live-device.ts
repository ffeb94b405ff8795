/**
 * What was ordered and accepted goes into operation; nobody copies a list by hand.
 *
 *   delivery.handed_over ──▶ the site is there ──▶ the agreement begins ──▶ every device is registered and its life
 *                            begins with the project ──▶ the project names what was made of it
 *
 * The site has its id from the hand-over, agreement and devices their source: told twice, everything is there once.
 */
import type { Context } from '#engine/kernel'
import { on } from '#engine/events'
import type { Party } from '#engine/party'
import {
  handedOver,
  type DeliveryService,
  type HandOver,
  type HandOverContent,
  type ProjectDetail,
} from '#domains/delivery'
import type { FleetService } from '#domains/fleet'
import type { NewAgreement, SubscriptionService } from '#domains/subscription'
import type { Flow } from './flow.ts'

export interface OrderParts {
  readonly party: Party
  readonly delivery: DeliveryService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
}

export function orderToLiveDeviceFlow(parts: OrderParts): Flow {
  const { delivery, subscription } = parts
  return {
    name: 'order-to-live-device',
    reactions: [
      on(handedOver, async ({ projectId, customerId }, context) => {
        const { project, handOver, acceptance } = await delivery.getProject(context, projectId)
        if (!handOver) return
        const { siteId, content } = handOver
        await standSite(parts, context, customerId, handOver)
        const asked = agreementOf(content, customerId, `hand-over:${projectId}`)
        const { agreementId, number } = await subscription.makeAgreement(context, asked)
        const inUseSince = acceptance?.signedOn
        await bringDevices(parts, context, project, { customerId, siteId, agreementId, inUseSince, content })
        const devices = content.devices.length
        await delivery.noteOperation(context, projectId, { siteId, agreementId, agreementNumber: number, devices })
      }),
    ],
  }
}

async function standSite(
  { party }: OrderParts,
  context: Context,
  organisationId: string,
  { siteId, content }: HandOver,
): Promise<void> {
  const [known] = await party.sitesByIds(context, [siteId])
  if (known) return
  const { siteId: _none, ...site } = content.site
  await party.createSite(context, { ...site, id: siteId, organisationId })
}

interface Place {
  readonly customerId: string
  readonly siteId: string
  readonly agreementId: string
  readonly inUseSince: string | undefined
  readonly content: HandOverContent
}

async function bringDevices(
  { fleet }: OrderParts,
  context: Context,
  { id: projectId, number }: ProjectDetail['project'],
  { content, ...place }: Place,
): Promise<void> {
  const source = `hand-over:${projectId}`
  for (const device of content.devices) {
    // Registering again would replace the token that the device has been given meanwhile.
    const known = await fleet.findBySerial(context, device.serial)
    const isOurs = known?.agreementId === place.agreementId
    const { deviceId } = isOurs
      ? known
      : await fleet.registerDevice(context, { ...device, ...place, source: `${source}:${device.serial}` })
    await fleet.noteLife(context, deviceId, { kind: 'handed_over', detail: { projectId, number }, source })
  }
}

/** The charges of a hand-over as terms that billing reads: monthly, in arrears, by the calendar. */
export function agreementOf(
  { agreement, promise, site }: Pick<HandOverContent, 'agreement' | 'promise' | 'site'>,
  customerId: string,
  source: string,
): NewAgreement {
  const { name, currency, startsOn, endsOn, purchaseOrder, netDays, charges } = agreement
  const percents = [...new Set(charges.flatMap(({ taxPercent }) => taxPercent ?? []))]
  return {
    name,
    customerId,
    promise,
    purchaseOrder,
    startsOn,
    endsOn,
    source,
    terms: {
      currency,
      customer: { timeZone: site.zone, netDays },
      taxes: Object.fromEntries(percents.map((ratePercent) => [taxCode(ratePercent), { ratePercent }])),
      plans: {
        device: {
          alignment: 'calendar',
          charges: charges.map(({ code, name: title, price, taxPercent }) => ({
            kind: 'recurring',
            code,
            name: title,
            price,
            timing: 'arrears',
            ...(taxPercent === undefined ? {} : { taxes: [taxCode(taxPercent)] }),
          })),
        },
      },
    },
    actions: [
      {
        do: 'subscribe',
        at: startsOn,
        plan: 'device',
        quantities: Object.fromEntries(charges.map(({ code, quantity }) => [code, String(quantity)])),
      },
    ],
  }
}

function taxCode(percent: string): string {
  return `vat${percent.replace('.', '-')}`
}
