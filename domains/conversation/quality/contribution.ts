/** Judging conversations, as parts of the running program. */
import type { Contribution } from '#engine/assembly'
import { handleJob } from '#engine/jobs'
import { leaveMessageSubscriber } from '../leave-message/leave.ts'
import type { Parts } from '../parts.ts'
import { lowRatingSubscriber } from '../follow-up/low-rating.ts'
import { followUpRoutes } from '../follow-up/routes.ts'
import { reportFile } from '../reports/export.ts'
import { overflowJob } from '../jobs.ts'
import { flowOver } from '../routing/overflow.ts'
import { reviewRoutes } from '../review/routes.ts'
import { drawLastWeek } from '../review/sample.ts'
import { superviseRoutes } from '../supervise/routes.ts'
import { wordRoutes } from '../words/routes.ts'
import { wordSubscriber } from '../words/watch.ts'
import { rescoreJob } from './jobs.ts'
import { qualitySubscriber } from './react.ts'
import { rescoreStretch } from './rescore.ts'
import { qualityRoutes } from './routes.ts'

type Quality = Required<
  Pick<Contribution, 'routes' | 'rawRoutes' | 'topics' | 'jobs' | 'schedules' | 'subscribers' | 'locales'>
>

export function qualityContribution(parts: Parts): Quality {
  const { database } = parts
  return {
    routes: [
      qualityRoutes(parts),
      reviewRoutes(parts),
      superviseRoutes(parts),
      wordRoutes(parts),
      followUpRoutes(parts),
    ],
    rawRoutes: [reportFile(parts)],
    topics: [{ name: 'conversation.supervision', may: 'conversation.follow-up', scoped: true }],
    schedules: [
      {
        name: 'conversation.draw_sample',
        at: { dayOfWeek: 1, hour: 3 },
        run: (context) => drawLastWeek(database, context),
      },
    ],
    jobs: [
      handleJob(overflowJob, (wait, context) => database.withTenant(context, (tx) => flowOver(tx, context, wait))),
      handleJob(rescoreJob, ({ rescoringId }, context) => rescoreStretch(database, context, rescoringId)),
    ],
    subscribers: [
      qualitySubscriber(database),
      wordSubscriber(database),
      lowRatingSubscriber(database),
      leaveMessageSubscriber(parts),
    ],
    locales: [{ name: 'quality', folder: new URL('./locale/', import.meta.url) }],
  }
}
