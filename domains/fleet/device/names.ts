import type { Context } from '#engine/kernel'
import { organisationsByIds, peopleByIds, sitesByIds } from '#engine/party'
import type { Tx } from '#engine/store'
import type { Device } from './devices.ts'

/** A device as people read it: whose it is and where it stands, by name. */
export type NamedDevice = Device & {
  readonly customerName: string | null
  readonly siteName: string | null
  readonly personName: string | null
}

/** Names for a whole page in three questions, however long it is. */
export async function nameDevices(tx: Tx, context: Context, devices: readonly Device[]): Promise<NamedDevice[]> {
  const [customers, sites, people] = await Promise.all([
    organisationsByIds(tx, context, idsOf(devices, 'customerId')).then(namesOf),
    sitesByIds(tx, context, idsOf(devices, 'siteId')).then(namesOf),
    peopleByIds(tx, context, idsOf(devices, 'personId')).then(namesOf),
  ])
  return devices.map((device) => ({
    ...device,
    customerName: nameIn(customers, device.customerId),
    siteName: nameIn(sites, device.siteId),
    personName: nameIn(people, device.personId),
  }))
}

function idsOf(devices: readonly Device[], reference: 'customerId' | 'siteId' | 'personId'): string[] {
  return [...new Set(devices.flatMap((device) => device[reference] ?? []))]
}

function namesOf(rows: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> {
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function nameIn(names: ReadonlyMap<string, string>, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? null)
}
