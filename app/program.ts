/**
 * One Facet process from the open database to the open port, and back. `main.ts` runs it for people;
 * the tests run the same thing.
 */
import type { FastifyInstance } from 'fastify'
import type { Contribution } from '#engine/assembly'
import { openPostgresBus, startDispatcher, type Bus, type Dispatcher } from '#engine/events'
import { buildServer, loadRefusalTexts, type Gate, type RawRoute } from '#engine/http'
import type { PolicyBook } from '#engine/identity'
import { startJobs, type Jobs } from '#engine/jobs'
import { addLiveRoute, openTopicBook, startLiveHub, type LiveHub } from '#engine/live'
import type { Database } from '#engine/store'
import type { Config } from './config.ts'
import { openPort, type OpenPort } from './port.ts'
import { ratesOf } from './rates.ts'
import { serveConsole, type WidgetOrigins } from './serve-console.ts'
import { wire, type Services, type Wired } from './wiring.ts'
import { DEMO_PASSWORD, wireIdentity } from './wiring-identity.ts'

export { DEMO_PASSWORD }

export interface Facet {
  readonly url: string
  readonly port: number
  readonly wired: Wired
  readonly dispatcher: Dispatcher
  /** Every permission and every route that names one, for the walk over all of them. */
  readonly policies: PolicyBook
  readonly routes: readonly GuardedRoute[]
  stop(): Promise<void>
}

export type GuardedRoute = Pick<RawRoute, 'method' | 'path' | 'may'>

export interface StartOptions {
  /** Runs once the services are there and before anything reacts: loading the demo company, imports. */
  readonly prepare?: (services: Services) => Promise<void>
}

export async function startFacet(
  config: Config,
  database: Database,
  secret: string,
  { prepare }: StartOptions = {},
): Promise<Facet> {
  const bus = await openPostgresBus(database)
  // What is made last is asked for when it is needed.
  const late: { hub?: LiveHub; url?: string; localUrl?: string } = {}
  const live = (): LiveHub => late.hub!
  const publicUrl = (): string => late.url!
  const localUrl = (): string => late.localUrl!
  const demoPassword = DEMO_PASSWORD
  const wired = await wire({ config, database, bus, secret, live, publicUrl, localUrl, demoPassword })
  await prepare?.(wired.services)
  const { secretBox } = wired.services
  const identity = wireIdentity({ config, database, bus, secretBox, publicUrl, contributions: wired.contributions })
  const { gate, policies } = identity
  const contributions = [identity.contribution, ...wired.contributions]
  const widgetOrigins = (key: string) => wired.services.conversation.widgetOrigins(key)
  const hub = (late.hub = await startHub(database, bus, contributions, policies))
  const server = await openServer({ config, database, gate, hub, contributions, widgetOrigins })
  const dispatcher = await startDispatcher({
    database,
    bus,
    subscribers: contributions.flatMap(({ subscribers = [] }) => subscribers),
    onFailure: (subscriber, { name, seq }, { error, final }) =>
      server.log[final ? 'warn' : 'error'](
        { err: error, subscriber, event: name, seq: seq.toString() },
        'delivery failed',
      ),
  })
  const jobs = await startJobs({
    database,
    handlers: contributions.flatMap((contribution) => contribution.jobs ?? []),
    schedules: contributions.flatMap(({ schedules = [] }) => schedules),
    onFailure: (job, error) => server.log.error({ err: error, job }, 'job failed'),
  })
  for (const { start } of contributions) await start?.()
  const port = await openPort(
    server,
    contributions.flatMap(({ protocols = [] }) => protocols),
    config,
  )
  late.localUrl = `http://${localHost(config.host)}:${port.port}`
  const url = (late.url = config.publicUrl ?? `http://localhost:${port.port}`)
  return {
    url,
    port: port.port,
    wired,
    dispatcher,
    policies,
    routes: guardedRoutes(contributions),
    stop: () => stopFacet({ port, contributions, jobs, dispatcher, hub, server, bus }),
  }
}

/** A process that listens on every address also answers on this one. */
function localHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
}

function guardedRoutes(contributions: readonly Contribution[]): GuardedRoute[] {
  const contracts = contributions.flatMap(({ routes = [] }) => routes.map(({ contract }) => contract))
  const raw = contributions.flatMap(({ rawRoutes = [] }) => rawRoutes)
  return [...contracts.flatMap((contract) => Object.values(contract)), ...raw]
}

function startHub(
  database: Database,
  bus: Bus,
  contributions: readonly Contribution[],
  policies: PolicyBook,
): Promise<LiveHub> {
  const rules = contributions.flatMap(({ topics = [] }) => topics)
  const topics = openTopicBook(rules, (roles, permission) => policies.isAllowed(roles, permission))
  return startLiveHub({ database, bus, topics })
}

interface ServerParts {
  readonly config: Config
  readonly database: Database
  readonly gate: Gate
  readonly hub: LiveHub
  readonly widgetOrigins: WidgetOrigins
  readonly contributions: readonly Contribution[]
}

async function openServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, contributions, gate, hub } = parts
  const server = await buildServer({
    database: parts.database,
    gate,
    texts: loadRefusalTexts(contributions.flatMap(({ locales = [] }) => locales)),
    routeSets: contributions.flatMap(({ routes = [] }) => routes),
    rawRoutes: contributions.flatMap(({ rawRoutes = [] }) => rawRoutes),
    logger: { level: config.logLevel },
    requestsPerMinute: config.requestsPerMinute,
    rates: ratesOf(config),
    uploadBytesMax: 50 * 1024 * 1024,
    trustProxy: config.trustProxy,
  })
  addLiveRoute(server, hub, gate)
  for (const { path: url, accept } of contributions.flatMap(({ sockets = [] }) => sockets)) {
    server.get(url, { websocket: true, schema: { hide: true } }, (socket, request) =>
      accept(request.query as Record<string, string>, socket),
    )
  }
  await serveConsole(server, { widgetOrigins: parts.widgetOrigins })
  await server.ready()
  return server
}

interface Running {
  readonly port: OpenPort
  readonly contributions: readonly Contribution[]
  readonly jobs: Jobs
  readonly dispatcher: Dispatcher
  readonly hub: LiveHub
  readonly server: FastifyInstance
  readonly bus: Bus
}

/** From the outside in: nothing new comes, what runs ends, then the connections close. */
async function stopFacet({ port, contributions, jobs, dispatcher, hub, server, bus }: Running): Promise<void> {
  await hub.stop()
  await port.close()
  await jobs.stop()
  await dispatcher.stop()
  for (const { stop } of contributions.toReversed()) await stop?.()
  await server.close()
  await bus.close()
}
