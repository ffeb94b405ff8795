import type { Contribution } from '#engine/assembly'
import { handleJob } from '#engine/jobs'
import type { Parts } from '../../parts.ts'
import { providerRoutes } from '../../telephone/provider.ts'
import { telephoneRoutes } from '../../telephone/routes.ts'
import { providerParts } from '../../telephone/set-up.ts'
import { callSubscriber, endSilentCalls } from './follow.ts'
import { hangUpJob, moveCallerJob, ringJob } from './jobs.ts'
import { hangUpLegs, moveCaller, ringPhone } from './ring.ts'
import { callRoutes, musicRoute } from './routes.ts'

/** What telephone calls add to the running program. */
export function hotlineContribution(parts: Parts) {
  return {
    routes: [callRoutes(parts), telephoneRoutes(parts)],
    rawRoutes: [musicRoute(), ...providerRoutes(providerParts(parts))],
    jobs: [
      handleJob(ringJob, (wanted, context) => ringPhone(parts, context, wanted)),
      handleJob(moveCallerJob, (wanted, context) => moveCaller(parts, context, wanted)),
      handleJob(hangUpJob, (wanted, context) => hangUpLegs(parts, context, wanted)),
    ],
    schedules: [
      {
        name: 'conversation.end_silent_calls',
        at: { everyMinutes: 1 },
        run: (context) => endSilentCalls(parts, context),
      },
    ],
    subscribers: [callSubscriber(parts)],
  } satisfies Partial<Contribution>
}
