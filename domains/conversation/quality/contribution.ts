/** Judging conversations, as parts of the running program. */
import type { Contribution } from '#engine/assembly'
import { handleJob } from '#engine/jobs'
import type { Parts } from '../parts.ts'
import { rescoreJob } from './jobs.ts'
import { qualitySubscriber } from './react.ts'
import { rescoreStretch } from './rescore.ts'
import { qualityRoutes } from './routes.ts'

type Quality = Required<Pick<Contribution, 'routes' | 'jobs' | 'subscribers' | 'locales'>>

export function qualityContribution(parts: Parts): Quality {
  const { database } = parts
  return {
    routes: [qualityRoutes(parts)],
    jobs: [handleJob(rescoreJob, ({ rescoringId }, context) => rescoreStretch(database, context, rescoringId))],
    subscribers: [qualitySubscriber(database)],
    locales: [{ name: 'quality', folder: new URL('./locale/', import.meta.url) }],
  }
}
