import type { Context } from '#engine/kernel'
import { organisationsByIds, peopleByIds, sitesByIds } from '#engine/party'
import type { Tx } from '#engine/store'
import type { Device } from './devices.ts'

/** A device as people read it: whose it is and where it stands, by name. */
export type NamedDevice = Device & {
  readonly customerName: string | null
  /** The name in the other language. */
  readonly customerAlias: string | null
  readonly siteName: string | null
  readonly siteAlias: string | null
  readonly personName: string | null
  readonly personAlias: string | null
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
    customerAlias: aliasIn(customers, device.customerId),
    siteName: nameIn(sites, device.siteId),
    siteAlias: aliasIn(sites, device.siteId),
    personName: nameIn(people, device.personId),
    personAlias: aliasIn(people, device.personId),
  }))
}

function idsOf(devices: readonly Device[], reference: 'customerId' | 'siteId' | 'personId'): string[] {
  return [...new Set(devices.flatMap((device) => device[reference] ?? []))]
}

interface Party {
  readonly id: string
  readonly name: string
  readonly alias?: string | null
}

function namesOf(rows: readonly Party[]): ReadonlyMap<string, Party> {
  return new Map(rows.map((row) => [row.id, row]))
}

function nameIn(names: ReadonlyMap<string, Party>, id: string | null): string | null {
  return id === null ? null : (names.get(id)?.name ?? null)
}

function aliasIn(names: ReadonlyMap<string, Party>, id: string | null): string | null {
  return id === null ? null : (names.get(id)?.alias ?? null)
}
