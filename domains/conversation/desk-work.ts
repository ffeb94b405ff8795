/** What agents and their colleagues do with conversations beyond answering them, as parts of the running program. */
import type { Contribution } from '#engine/assembly'
import { handleJob } from '#engine/jobs'
import { assistRoutes } from './assist/routes.ts'
import { isVisible } from './inbox/sight.ts'
import { previewLinkJob, sendScheduledJob, voiceJob } from './jobs.ts'
import { customerWroteFirst, sendWhenDue } from './later/send.ts'
import type { Parts } from './parts.ts'
import { linkWatcher, previewLink } from './preview/preview.ts'
import { voiceWatcher, workOnVoice } from './thread/voice.ts'
import { contactRoutes, cooperationRoutes, macroRoutes, scheduledRoutes } from './work-routes.ts'

type DeskWork = Required<Pick<Contribution, 'routes' | 'topics' | 'jobs' | 'subscribers'>>

export function deskWork(parts: Parts): DeskWork {
  return {
    routes: [macroRoutes, scheduledRoutes, cooperationRoutes, contactRoutes, assistRoutes].map((of) => of(parts)),
    topics: [{ name: 'conversation.colleagues', may: 'conversation.read', visible: isVisible(parts) }],
    jobs: [
      handleJob(sendScheduledJob, ({ scheduledId }, context) => sendWhenDue(parts, context, scheduledId)),
      handleJob(voiceJob, (place, context) => workOnVoice(parts, context, place)),
      handleJob(previewLinkJob, (place, context) => previewLink(parts, context, place)),
    ],
    subscribers: [customerWroteFirst(parts), linkWatcher(parts), voiceWatcher(parts)],
  }
}
