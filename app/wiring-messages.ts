import type { Contribution } from '#engine/assembly'
import { definedEventNames } from '#engine/events'
import type { FileService } from '#engine/files'
import { articleSentences, articleTopics, knowledgeRoutes } from '#engine/knowledge'
import { policy } from '#engine/identity'
import {
  createMetrics,
  databaseAnswers,
  eventsKeepUp,
  migrationsComplete,
  operationRoutes,
  watchQueues,
} from '#engine/metrics'
import {
  mailTopics,
  notificationKinds,
  notifyJobs,
  notifyRoutes,
  notifySchedules,
  notifySentences,
  smtpTransport,
} from '#engine/notify'
import type { SecretBox } from '#engine/store'
import {
  noticeHookRoutes,
  noticeJobs,
  webhookDisabledNotice,
  webhookJobs,
  webhookRoutes,
  webhookSchedules,
  webhookSentences,
  webhookSubscriber,
  webhookTopics,
  type NoticeParts,
} from '#engine/webhooks'
import { conversationNotices } from '#domains/conversation'
import { deskNotices } from '#domains/desk'
import { schemaModules } from './schema-modules.ts'
import type { WiringParts } from './wiring.ts'

/** The bell and mails, outgoing webhooks, the knowledge base. */
export function wireMessages(
  parts: WiringParts,
  services: { files: FileService; secretBox: SecretBox },
): Contribution[] {
  const told = {
    publicUrl: parts.config.publicUrl ?? `http://localhost:${parts.config.port}`,
    kinds: notificationKinds([webhookDisabledNotice, ...conversationNotices, ...deskNotices]),
  }
  return [
    notifyContribution(parts, services.files, told),
    webhookContribution(parts, services.secretBox, told),
    knowledgeContribution(parts),
  ]
}

type Told = Pick<NoticeParts, 'kinds' | 'publicUrl'>

function notifyContribution({ database, config }: WiringParts, files: FileService, told: Told): Contribution {
  const { kinds, publicUrl } = told
  const transport = config.smtp && smtpTransport(config.smtp)
  return {
    name: 'notify',
    policy: policy('engine', notifySentences),
    routes: [notifyRoutes({ database, kinds })],
    topics: mailTopics,
    jobs: notifyJobs({ database, kinds, files, publicUrl, transport }),
    schedules: notifySchedules(database),
    stop: async () => transport?.close(),
  }
}

function webhookContribution({ database, config }: WiringParts, secrets: SecretBox, told: Told): Contribution {
  const parts = { database, secrets, allowPrivate: config.allowPrivateAddresses }
  const notices = { ...parts, ...told }
  const eventNames = definedEventNames()
  return {
    name: 'webhooks',
    policy: policy('engine', webhookSentences),
    routes: [webhookRoutes(parts, eventNames), noticeHookRoutes(notices)],
    topics: webhookTopics,
    subscribers: [webhookSubscriber(database, eventNames)],
    jobs: [...webhookJobs(parts), ...noticeJobs(notices)],
    schedules: webhookSchedules(database),
  }
}

function knowledgeContribution({ database }: WiringParts): Contribution {
  return {
    name: 'knowledge',
    policy: policy('engine', articleSentences),
    routes: [knowledgeRoutes(database)],
    topics: articleTopics,
  }
}

/** The event log may lag this far behind before the process says that it is not ready. */
const EVENT_LAG_SECONDS_MAX = 60

/** What operators ask; it watches everybody who reads the event log. */
export function operations({ database }: WiringParts, contributions: readonly Contribution[]): Contribution {
  const metrics = createMetrics()
  const subscribers = contributions.flatMap((each) => each.subscribers ?? []).map(({ name }) => name)
  const checks = [
    databaseAnswers(database),
    migrationsComplete(database, schemaModules),
    eventsKeepUp(database, subscribers, EVENT_LAG_SECONDS_MAX),
  ]
  return {
    name: 'operations',
    rawRoutes: operationRoutes({ metrics, checks }),
    start: async () => watchQueues(metrics, database, subscribers),
  }
}
