/**
 * Loads the demo company into an empty database: 云启服务, 26 customers, about 1,250 devices and 60 days of work.
 * Everything past is written at once and told to nobody; what is open is real and goes on.
 */
import { clock, newId, systemContext, type Context } from '#engine/kernel'
import { createTeam, createUser, hashPassword } from '#engine/identity'
import { sql, type Database, type Tx } from '#engine/store'
import { seedConversations } from '#domains/conversation'
import { seedIncidents, seedProblems } from '#domains/desk'
import { seedField } from '#domains/field'
import { seedDevices, seedTelemetry } from '#domains/fleet'
import { CAST } from '../../flows/index.ts'
import type { Services } from '../wiring.ts'
import { seedAgreements } from './agreements.ts'
import { createTeams, withTeams, type DemoTeams } from './assignment.ts'
import { fillHands, seedChannels } from './channels.ts'
import { seedDeliveries } from './delivery.ts'
import { clearHalfLoaded, LOADING, markLoaded } from './half-loaded.ts'
import { conversationsOf } from './talks.ts'
import { fieldWork } from './field-work.ts'
import { seedKnowledge } from './knowledge.ts'
import { problemsOf } from './problems.ts'
import { buildStaff, type DemoStaff } from './staff.ts'
import { BRANCHES, DEPARTMENTS, HEROINE_NOTES } from './hengtai.ts'
import { incidentsOf } from './tickets.ts'
import { buildWorld, DEMO_ZONE, type DemoWorld } from './world.ts'

export interface DemoParts {
  readonly database: Database
  readonly services: Services
  readonly password: string
  readonly seed?: number
  /** Called with a word for each part that is done. */
  readonly onProgress?: (done: string) => void
}

const SEED = 20_261

const COMPANY = {
  name: '云启服务（深圳）有限公司',
  settings: {
    invoice: {
      details: '深圳市南山区科苑南路 15 号 · 统一社会信用代码 91440300MA5F0000X1',
      footer: '云启服务 · 0755-8600 0031 · billing@yunqi.example',
      payment: ['鹏城银行深圳科苑支行', '7559 0000 0031 8806'],
    },
  },
}

/** Answers false when there is a company already. */
export async function loadDemo(parts: DemoParts): Promise<boolean> {
  const { database, services, onProgress = () => {} } = parts
  await clearHalfLoaded(database)
  if (await hasCompany(database)) return false
  const context = systemContext(newId(), 'demo')
  const world = buildWorld(parts.seed ?? SEED, clock.ms())
  const staff = buildStaff(world.customers[0]!.id)
  const teams = await database.withTenant(context, (tx) => createCompany(tx, context, staff, parts.password))
  await createCustomers(services, context, world)
  onProgress('customers')
  await database.withTenant(context, async (tx) => {
    await seedDevices(tx, context, world.devices)
    await seedTelemetry(tx, context, world.series)
  })
  onProgress('devices')
  const agents = await staffNames(database, context, staff.agentIds)
  const [manager] = await staffNames(database, context, [staff.managerId])
  await database.withTenant(context, async (tx) => {
    await seedIncidents(tx, context, withTeams(incidentsOf(world, agents), teams))
    await seedProblems(tx, context, problemsOf(world, manager!))
  })
  await database.withTenant(context, (tx) => seedField(tx, context, fieldWork(world, staff)))
  onProgress('work')
  await seedKnowledge(database, context)
  const channels = await seedChannels(services, context, staff)
  await seedConversations({ database, context }, conversationsOf(world, channels, agents, staff.supervisors))
  await fillHands(services, context, staff)
  onProgress('conversations')
  await seedAgreements(database, services, context, world)
  await seedDeliveries(services, context, world, staff)
  onProgress('agreements')
  await markLoaded(database, context)
  return true
}

async function hasCompany(database: Database): Promise<boolean> {
  const { n } = await database.acrossTenants((tx) =>
    tx.one(sql<{ n: number }>`select count(*)::int as n from engine.tenant`),
  )
  return n > 0
}

async function createCompany(tx: Tx, context: Context, staff: DemoStaff, password: string): Promise<DemoTeams> {
  await tx.run(sql`
    insert into engine.tenant (tenant_id, name, zone, locale, currency, demo, settings)
    values (${context.tenantId}, ${COMPANY.name}, ${DEMO_ZONE}, 'zh-CN', 'CNY', true,
      ${JSON.stringify({ ...COMPANY.settings, ...LOADING })})`)
  for (const user of staff.users) await createUser(tx, context, user)
  // One hash for all of them: the password of the demo is no secret, and hashing forty times would take seconds.
  const hash = await hashPassword(password)
  await tx.run(sql`update engine.user_account set password_hash = ${hash} where tenant_id = ${context.tenantId}`)
  await createTeam(
    tx,
    context,
    '现场服务',
    staff.technicians.map(({ userId }) => userId),
  )
  return createTeams(tx, context, staff)
}

async function createCustomers(
  { party, calendars }: Services,
  context: Context,
  { customers, heroine }: DemoWorld,
): Promise<void> {
  await calendars.create(context, {
    name: '每天 8:30–20:30',
    isDefault: true,
    definition: {
      tz: DEMO_ZONE,
      weekly: Object.fromEntries(['0', '1', '2', '3', '4', '5', '6'].map((day) => [day, [['08:30', '20:30']]])),
      holidays: [],
      overrides: {},
    },
  })
  await party.createOrganisations(context, [
    ...customers.map(({ id, name, alias, code, phone, email }) => ({
      id,
      kind: 'customer' as const,
      name,
      alias,
      code,
      phone,
      email,
      ...(id === heroine.customer.id && { vip: true, notes: HEROINE_NOTES }),
    })),
    ...DEPARTMENTS.map(([name, alias]) => ({
      kind: 'department' as const,
      parentId: heroine.customer.id,
      name,
      alias,
    })),
  ])
  await party.createSites(context, [
    ...customers.map(({ id, site }) => ({ ...site, organisationId: id, zone: DEMO_ZONE })),
    ...BRANCHES.map((branch) => ({ ...branch, organisationId: heroine.customer.id, zone: DEMO_ZONE })),
  ])
  await party.createPeople(
    context,
    customers.flatMap((customer) =>
      customer.people.map(({ id, name, alias, title, vip, phone }) => ({
        id,
        name,
        alias,
        title,
        vip,
        phone,
        organisationId: customer.id,
        identities: id === heroine.person.id ? [{ channel: 'wechat', externalId: CAST.openId }] : [],
      })),
    ),
  )
}

async function staffNames(
  database: Database,
  context: Context,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<{ id: string; name: string }>`
      select user_id as id, name from engine.user_account where user_id = any(${[...ids]}::uuid[]) order by created_at, user_id`),
  )
}
