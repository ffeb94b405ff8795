import { z } from 'zod'
import { defineJob } from '#engine/jobs'

/** Judges the next stretch of closed conversations anew. */
export const rescoreJob = defineJob('conversation.rescore', z.object({ rescoringId: z.uuid() }))
