import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { partyContract } from '#engine/party/contract'
import { fleetContract, type deviceRow, type newDevice } from '../contract.ts'

export const fleetApi = apiOf('fleet', fleetContract)
/** Customers, for the filter. */
export const partyApi = apiOf('party', partyContract)

export type DeviceRow = z.infer<typeof deviceRow>
export type DeviceDetail = z.infer<typeof fleetContract.getDevice.out>
export type UnreadableMessage = z.infer<typeof fleetContract.listUnreadable.out>['items'][number]
export type NewDevice = z.input<typeof newDevice>
export type Loss = DeviceDetail['losses'][number]
export type LifeItem = DeviceDetail['life'][number]
export type History = z.infer<typeof fleetContract.readHistory.out>
