import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { calendarContract } from '#engine/calendar/contract'
import { partyContract } from '#engine/party/contract'
import { conversationContract } from '#domains/conversation/contract'
import { deskContract } from '#domains/desk/contract'
import { fieldContract } from '#domains/field/contract'
import { fleetContract } from '#domains/fleet/contract'
import { subscriptionContract } from '#domains/subscription/contract'
import { flowsContract } from '../contract.ts'

export const flowsApi = apiOf('flows', flowsContract)
export const conversationApi = apiOf('conversation', conversationContract)
export const deskApi = apiOf('desk', deskContract)
export const calendarApi = apiOf('calendars', calendarContract)
export const fleetApi = apiOf('fleet', fleetContract)
export const partyApi = apiOf('party', partyContract)
export const subscriptionApi = apiOf('subscription', subscriptionContract)
export const fieldApi = apiOf('field', fieldContract)

export type Customer360 = z.infer<typeof flowsContract.customer360.out>
export type CustomerRow = z.infer<typeof flowsContract.listCustomers.out>['items'][number]
export type PersonRow = z.infer<typeof flowsContract.listPeople.out>['items'][number]
export type Organisation = z.infer<typeof partyContract.getOrganisation.out>
export type Person = z.infer<typeof partyContract.getPerson.out>
export type Site = z.infer<typeof partyContract.getSite.out>
export type OwnService = z.infer<typeof flowsContract.ownService.out>
export type Wall = z.infer<typeof flowsContract.controlCentre.out>
