import path from 'node:path'
import type { Contribution } from '#engine/assembly'
import { auditRoutes, auditSentences, startAuditChain, type AuditChain } from '#engine/audit'
import {
  calendarPolicySentences,
  calendarTopics,
  calendarRoutes,
  createCalendars,
  startSlaWatch,
  type Calendars,
  type SlaWatch,
} from '#engine/calendar'
import {
  clamdScanner,
  createFiles,
  diskStore,
  fileDownloads,
  fileJobs,
  fileSchedules,
  fileSentences,
  filesRoutes,
  linkSigner,
  noScanner,
  parseS3Url,
  s3Store,
  type FileService,
} from '#engine/files'
import { createDocuments, type Documents } from '#engine/documents'
import { followDue } from '#engine/casework'
import { policy } from '#engine/identity'
import { ownUserTopic } from '#engine/live'
import { parkedDeliveryRoutes, parkedDeliverySentences } from '#engine/metrics'
import { createParty, partyPolicySentences, partyRoutes, partyTopics, type Party } from '#engine/party'
import { deriveKey, openSecretBox, type SecretBox } from '#engine/store'
import type { WiringParts } from './wiring.ts'

/** The engine's services, as the domains and flows are given them. */
export interface EngineServices {
  readonly calendars: Calendars
  readonly party: Party
  readonly files: FileService
  readonly documents: Documents
  readonly secretBox: SecretBox
}

export interface WiredEngine {
  readonly services: EngineServices
  readonly contributions: readonly Contribution[]
}

const LOCALE_PARTS = [
  'accounts',
  'calendar',
  'casework',
  'events',
  'files',
  'http',
  'identity',
  'knowledge',
  'notify',
  'party',
  'webhooks',
]

export function wireEngine(parts: WiringParts): WiredEngine {
  const calendars = createCalendars({ database: parts.database, clocksMoved: followDue })
  const party = createParty({ database: parts.database })
  const { service: files, contribution: filesContribution } = wireFiles(parts)
  return {
    services: { calendars, party, files, documents: createDocuments(), secretBox: openSecretBox([parts.secret]) },
    contributions: [coreContribution(parts, calendars, party), filesContribution],
  }
}

function coreContribution({ database }: WiringParts, calendars: Calendars, party: Party): Contribution {
  let chain: AuditChain | undefined
  let watch: SlaWatch | undefined
  return {
    name: 'engine',
    policy: policy('engine', [
      ...parkedDeliverySentences,
      ...auditSentences,
      ...calendarPolicySentences,
      ...fileSentences,
      ...partyPolicySentences,
    ]),
    routes: [auditRoutes(database), parkedDeliveryRoutes(database), calendarRoutes(calendars), partyRoutes(party)],
    topics: [ownUserTopic, ...calendarTopics, ...partyTopics],
    locales: LOCALE_PARTS.map((part) => ({
      name: 'engine',
      folder: new URL(`../engine/${part}/locale/`, import.meta.url),
    })),
    start: async () => {
      chain = startAuditChain(database)
      watch = startSlaWatch(database)
    },
    stop: async () => {
      await watch?.stop()
      await chain?.stop()
    },
  }
}

function wireFiles({ config, database, secret }: WiringParts): { service: FileService; contribution: Contribution } {
  const store =
    config.s3Url === undefined ? diskStore(path.join(config.dataFolder, 'files')) : s3Store(parseS3Url(config.s3Url))
  const service = createFiles({
    database,
    store,
    scanner: config.clamd === undefined ? noScanner : clamdScanner(config.clamd),
    links: linkSigner(deriveKey(secret, 'file links')),
    spoolFolder: path.join(config.dataFolder, 'spool'),
  })
  return {
    service,
    contribution: {
      name: 'files',
      routes: [filesRoutes(service)],
      rawRoutes: fileDownloads(service),
      jobs: fileJobs({ database, store }),
      schedules: fileSchedules(database),
    },
  }
}
