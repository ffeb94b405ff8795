import { afterEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { audit, listAudit, startAuditChain, verifyAudit, type AuditChain } from '#engine/audit'
import { freshTenant } from '#test/database'
import { canonicalJson } from './canonical.ts'

const running: AuditChain[] = []
afterEach(async () => {
  for (const chain of running.splice(0)) await chain.stop()
})

function chainOf(database: Database): AuditChain {
  const chain = startAuditChain(database, 50)
  running.push(chain)
  return chain
}

async function write(database: Database, context: Context, count: number, subject = 'lamp:1'): Promise<void> {
  for (let step = 1; step <= count; step++) {
    await database.withTenant(context, (tx) =>
      audit(tx, context, { action: 'test.lamp.dim', subject, before: { level: step - 1 }, after: { level: step } }),
    )
  }
}

async function chained(count: number): Promise<{ database: Database; context: Context }> {
  const { database, context } = await freshTenant()
  await write(database, context, count)
  await untilChained(database, context)
  return { database, context }
}

async function untilChained(database: Database, context: Context): Promise<void> {
  const chain = chainOf(database)
  await expect
    .poll(async () => (await chain.settled(), (await verifyAudit(database, context)).unchained.count), {
      timeout: 5000,
    })
    .toBe(0)
}

test('the order of keys makes no other text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined, A: true })).toBe(
    '{"A":true,"b":[1,{"c":"é","d":null}]}',
  )
})

test('an entry tells who, what, before and after, when and from where', async () => {
  const { database, context } = await freshTenant()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  const actor = { kind: 'user', id: newId(), name: '李敏', roles: ['agent'], teamIds: [] } as const
  const caller: Context = { ...context, actor, address: '203.0.113.9' }
  await database.withTenant(caller, (tx) =>
    audit(tx, caller, { action: 'test.lamp.sell', subject: 'lamp:7', after: { amountMinor: 12n } }),
  )
  frozen.release()
  const { items } = await listAudit(database, context, { limit: 10 })
  expect(items).toEqual([
    {
      id: expect.any(String),
      at: '2026-11-20T02:00:00.000Z',
      action: 'test.lamp.sell',
      subject: 'lamp:7',
      actorKind: 'user',
      actorId: actor.id,
      actorName: '李敏',
      address: '203.0.113.9',
      traceId: context.traceId,
      before: null,
      after: { amountMinor: '12' },
    },
  ])
})

test('a rolled-back change leaves no trace', async () => {
  const { database, context } = await freshTenant()
  const failing = database.withTenant(context, async (tx) => {
    await audit(tx, context, { action: 'test.lamp.dim', subject: 'lamp:1' })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await listAudit(database, context, { limit: 10 })).items).toEqual([])
})

test('the list is filtered and paged, newest first', async () => {
  const { database, context } = await freshTenant()
  await write(database, context, 3)
  await write(database, context, 2, 'lamp:2')
  const first = await listAudit(database, context, { subject: 'lamp:1', limit: 2 })
  const second = await listAudit(database, context, { subject: 'lamp:1', limit: 2, after: first.next! })
  expect([...first.items, ...second.items].map(({ after }) => after)).toEqual([
    { level: 3 },
    { level: 2 },
    { level: 1 },
  ])
  expect(second.next).toBeNull()
  const none = await listAudit(database, context, { action: 'desk.', limit: 2 })
  expect(none.items).toEqual([])
  const all = {
    action: 'test.lamp',
    actorId: 'test',
    from: '2020-01-01T00:00:00Z',
    to: '2999-01-01T00:00:00Z',
    limit: 9,
  }
  expect((await listAudit(database, context, all)).items).toHaveLength(5)
  expect((await listAudit(database, context, { ...all, to: all.from })).items).toEqual([])
})

test('two processes chain the entries of many writers without a gap', async () => {
  const { database, context } = await freshTenant()
  chainOf(database)
  await Promise.all(Array.from({ length: 10 }, (_, lamp) => write(database, context, 5, `lamp:${lamp}`)))
  await untilChained(database, context)
  const found = await verifyAudit(database, context)
  expect(found).toMatchObject({ intact: true, links: 50, head: { seq: 50n } })
})

test.each([
  {
    because: 'a value was changed',
    tamper: (tenantId: string) => sql`
      update engine.audit_entry set after = '{"level": 9}' where tenant_id = ${tenantId} and after = '{"level": 3}'`,
    broken: { seq: 3n, reason: 'entry-changed' },
  },
  {
    because: 'somebody else is made the actor',
    tamper: (tenantId: string) => sql`
      update engine.audit_entry set actor_name = 'nobody' where tenant_id = ${tenantId} and after = '{"level": 5}'`,
    broken: { seq: 5n, reason: 'entry-changed' },
  },
  {
    because: 'an entry was deleted',
    tamper: (tenantId: string) => sql`
      delete from engine.audit_entry where tenant_id = ${tenantId} and after = '{"level": 2}'`,
    broken: { seq: 2n, reason: 'entry-missing' },
  },
  {
    because: 'an entry was deleted with its link',
    tamper: (tenantId: string) => sql`
      with gone as (delete from engine.audit_entry where tenant_id = ${tenantId} and after = '{"level": 4}' returning id)
      delete from engine.audit_link where tenant_id = ${tenantId} and entry_id in (select id from gone)`,
    broken: { seq: 4n, reason: 'link-missing' },
  },
])('the owner of the database cannot hide that $because', async ({ tamper, broken }) => {
  const { database, context } = await chained(5)
  expect(await verifyAudit(database, context)).toMatchObject({ intact: true, links: 5 })
  await database.asOwner((tx) => tx.run(tamper(context.tenantId)))
  expect(await verifyAudit(database, context)).toMatchObject({ intact: false, broken })
})

test('a cut-off end is found by an anchor that was noted before', async () => {
  const { database, context } = await chained(4)
  const before = await verifyAudit(database, context)
  const anchor = before.intact ? before.head! : undefined
  await database.asOwner(async (tx) => {
    await tx.run(sql`delete from engine.audit_entry where tenant_id = ${context.tenantId} and after = '{"level": 4}'`)
    await tx.run(sql`delete from engine.audit_link where tenant_id = ${context.tenantId} and seq = 4`)
  })
  expect(await verifyAudit(database, context)).toMatchObject({ intact: true, links: 3 })
  const found = await verifyAudit(database, context, anchor)
  expect(found).toMatchObject({ intact: false, broken: { seq: 4n, reason: 'anchor-missing' } })
})

test('an entry that was written past the application stays unchained and is reported', async () => {
  const { database, context } = await chained(2)
  await database.asOwner((tx) =>
    tx.run(sql`
      insert into engine.audit_entry (tenant_id, id, at, action, subject, actor_kind, actor_id, actor_name, trace_id)
      values (${context.tenantId}, ${newId()}, '2026-01-01T00:00:00Z', 'x', 'y', 'user', 'z', 'forged', '')`),
  )
  await chainOf(database).settled()
  const found = await verifyAudit(database, context)
  expect(found).toMatchObject({ intact: true, links: 2, unchained: { count: 1, oldestAt: '2026-01-01T00:00:00.000Z' } })
})

test('the application can neither change nor delete an entry', async () => {
  const { database, context } = await chained(1)
  const change = database.withTenant(context, (tx) => tx.run(sql`update engine.audit_entry set action = 'x'`))
  await expect(change).rejects.toThrow('permission denied')
  const removal = database.withTenant(context, (tx) => tx.run(sql`delete from engine.audit_entry`))
  await expect(removal).rejects.toThrow('permission denied')
})
