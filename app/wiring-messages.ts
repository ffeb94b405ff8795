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
  webhookDisabledNotice,
  webhookJobs,
  webhookRoutes,
  webhookSchedules,
  webhookSentences,
  webhookSubscriber,
  webhookTopics,
} from '#engine/webhooks'
import { conversationNotices } from '#domains/conversation'
import { schemaModules } from './schema-modules.ts'
import type { WiringParts } from './wiring.ts'

/** The bell and mails, outgoing webhooks, the knowledge base. */
export function wireMessages(
  parts: WiringParts,
  services: { files: FileService; secretBox: SecretBox },
): Contribution[] {
  return [
    notifyContribution(parts, services.files),
    webhookContribution(parts, services.secretBox),
    knowledgeContribution(parts),
  ]
}

function notifyContribution({ database, config }: WiringParts, files: FileService): Contribution {
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const kinds = notificationKinds([webhookDisabledNotice, ...conversationNotices])
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

function webhookContribution({ database, config }: WiringParts, secrets: SecretBox): Contribution {
  const parts = { database, secrets, allowPrivate: config.allowPrivateAddresses }
  const eventNames = definedEventNames()
  return {
    name: 'webhooks',
    policy: policy('engine', webhookSentences),
    routes: [webhookRoutes(parts, eventNames)],
    topics: webhookTopics,
    subscribers: [webhookSubscriber(database, eventNames)],
    jobs: webhookJobs(parts),
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
