import type { Context } from '#engine/kernel'
import type { Party } from '#engine/party'
import type { DeskService, Entitlement, NamedIncident } from '#domains/desk'
import type { FieldService, Visit } from '#domains/field'
import type { Device, FleetService } from '#domains/fleet'
import type { Agreement, SubscriptionService } from '#domains/subscription'
import { entitlementOf } from './entitlement.ts'

export interface Customer360Parts {
  readonly party: Party
  readonly fleet: FleetService
  readonly desk: DeskService
  readonly field: FieldService
  readonly subscription: SubscriptionService
}

export interface Customer360 {
  readonly person: Person | null
  readonly devices: readonly Device[]
  readonly entitlement: Entitlement | null
  readonly agreements: readonly Agreement[]
  readonly incidents: readonly NamedIncident[]
  readonly visits: readonly Visit[]
}

export interface Person {
  readonly id: string
  readonly name: string
  /** The name in the other language. */
  readonly alias: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly vip: boolean
  readonly customerId: string | null
  readonly customerName: string | null
  readonly customerAlias: string | null
}

/** Who is asked about; the device, where one is meant. */
export interface About {
  readonly personId?: string | undefined
  readonly customerId?: string | undefined
  readonly deviceId?: string | undefined
}

const OPEN_SHOWN = 10

/**
 * Everything about who is asking, in one answer: the device that is meant or else the worst one first, and what pays
 * for work on it.
 */
export async function readCustomer360(parts: Customer360Parts, context: Context, about: About): Promise<Customer360> {
  const person = about.personId === undefined ? null : await readPerson(parts.party, context, about.personId)
  const customerId = person?.customerId ?? about.customerId
  const devices = await devicesOf(parts.fleet, context, { deviceId: about.deviceId, personId: person?.id })
  const [first] = devices
  const [agreements, incidents] = await Promise.all([
    customerId === undefined ? [] : agreementsOf(parts.subscription, context, customerId),
    openIncidents(parts.desk, context, { personId: person?.id, customerId: person ? undefined : customerId }),
  ])
  const visits = await Promise.all(incidents.map(({ id }) => parts.field.visitsOf(context, `desk.incident:${id}`)))
  return {
    person,
    devices,
    entitlement: first ? await entitlementOf(parts.subscription, context, first) : null,
    agreements,
    incidents,
    visits: visits.flat(),
  }
}

async function devicesOf(
  fleet: FleetService,
  context: Context,
  { deviceId, personId }: { deviceId: string | undefined; personId: string | undefined },
): Promise<Device[]> {
  const own = personId === undefined ? [] : await fleet.devicesOfPerson(context, personId)
  if (deviceId === undefined) return own
  const { device } = await fleet.getDevice(context, deviceId)
  return [device, ...own.filter((other) => other.deviceId !== deviceId)]
}

async function readPerson(party: Party, context: Context, personId: string): Promise<Person | null> {
  const [person] = await party.peopleByIds(context, [personId])
  if (!person) return null
  const { organisationId } = person
  const [organisation] = organisationId === null ? [] : await party.organisationsByIds(context, [organisationId])
  const { id, name, alias, phone, email, vip } = person
  return {
    id,
    name,
    alias,
    phone,
    email,
    vip,
    customerId: organisation?.path[0] ?? organisationId,
    customerName: organisation?.name ?? null,
    customerAlias: organisation?.alias ?? null,
  }
}

async function agreementsOf(
  subscription: SubscriptionService,
  context: Context,
  customerId: string,
): Promise<Agreement[]> {
  const { items } = await subscription.listAgreements(context, { customerId, limit: OPEN_SHOWN })
  return items
}

async function openIncidents(
  desk: DeskService,
  context: Context,
  { personId, customerId }: { personId: string | undefined; customerId: string | undefined },
): Promise<NamedIncident[]> {
  if (personId === undefined && customerId === undefined) return []
  const { items } = await desk.listIncidents(context, {
    group: 'open',
    personId,
    customerId,
    sort: 'due',
    limit: OPEN_SHOWN,
  })
  return items
}
