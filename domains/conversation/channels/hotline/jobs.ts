/** What is asked of the provider, each after the transaction that wants it. */
import { z } from 'zod'
import { defineJob } from '#engine/jobs'

const ofCall = z.object({ callId: z.uuid() })

/** Rings a phone of ours. */
export const ringJob = defineJob('conversation.ring_phone', ofCall.extend({ legId: z.uuid() }))
/** Moves the customer's leg to a step of its own; a customer whom we call is dialled. */
export const moveCallerJob = defineJob('conversation.move_caller', ofCall.extend({ step: z.enum(['join', 'wait']) }))
/** Ends legs by the provider's names of them. */
export const hangUpJob = defineJob('conversation.hang_up', ofCall.extend({ sids: z.array(z.string()) }))
