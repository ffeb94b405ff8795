import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { conversationContract } from '#domains/conversation/contract'
import { deskContract } from '#domains/desk/contract'
import { fieldContract } from '#domains/field/contract'
import { flowsContract } from '../contract.ts'

export const flowsApi = apiOf('flows', flowsContract)
export const conversationApi = apiOf('conversation', conversationContract)
export const deskApi = apiOf('desk', deskContract)
export const fieldApi = apiOf('field', fieldContract)

export type Customer360 = z.infer<typeof flowsContract.customer360.out>
export type Wall = z.infer<typeof flowsContract.controlCentre.out>
