import { expect, test } from 'vitest'
import {
  groupCommit,
  sql,
  toPage,
  encodePosition,
  decodePosition,
  migrate,
  openDatabase,
  parseDatabaseUrl,
} from '#engine/store'
import { emptyDatabase, freshTenant } from '#test/database'

test('a transaction is all or nothing, and tells its effects only when durable', async () => {
  const { database, context } = await freshTenant()
  const told: string[] = []
  const rename = (name: string, fail: boolean) =>
    database.withTenant(context, async (tx) => {
      await tx.run(sql`update engine.tenant set name = ${name}`)
      tx.afterCommit(() => told.push(name))
      if (fail) throw new Error('no')
    })
  await expect(rename('Lost', true)).rejects.toThrow('no')
  await rename('Kept', false)
  const { name } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ name: string }>`select name from engine.tenant`),
  )
  expect(name).toBe('Kept')
  expect(told).toEqual(['Kept'])
})

test('values arrive as text, bigint and parsed JSON', async () => {
  const { database, context } = await freshTenant()
  const row = await database.withTenant(context, (tx) =>
    tx.one(
      sql`select '2026-11-20 10:00:00.5+08'::timestamptz as at, '2026-11-20'::date as day, 12::bigint as n, 1.50::numeric as price, '{"a":1}'::jsonb as doc`,
    ),
  )
  expect(row).toEqual({ at: '2026-11-20T02:00:00.500Z', day: '2026-11-20', n: 12n, price: '1.50', doc: { a: 1 } })
})

test('group commit shares commits, keeps order of answers, and refuses when full', async () => {
  const batches: number[] = []
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const commits = groupCommit<number, number>(
    async (items) => {
      await gate
      batches.push(items.length)
      return items.map((item) => item * 2)
    },
    { batchMax: 4, queueMax: 5, inFlightMax: 1 },
  )
  const first = commits.add(1)
  await new Promise((resolve) => setImmediate(resolve))
  const rest = [2, 3, 4, 5, 6].map((item) => commits.add(item))
  await expect(commits.add(7)).rejects.toMatchObject({ code: 'engine.too-busy', status: 429 })
  release()
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10, 12])
  await commits.drain()
  expect(batches).toEqual([1, 4, 1])
})

test('a batch that fails, fails for each of its callers and for nobody else', async () => {
  const commits = groupCommit<number, number>(async (items) => {
    if (items.includes(13)) throw new Error('unlucky')
    return items
  })
  await expect(commits.add(13)).rejects.toThrow('unlucky')
  expect(await commits.add(1)).toBe(1)
})

test('pages end, go on, and refuse a position that nobody gave', () => {
  const page = toPage([{ id: 'a' }, { id: 'b' }, { id: 'c' }], 2, ({ id }) => [id])
  expect(page.items).toHaveLength(2)
  expect(decodePosition(page.next!, 1)).toEqual(['b'])
  expect(toPage([{ id: 'a' }], 2, ({ id }) => [id]).next).toBeNull()
  expect(() => decodePosition('nonsense', 1)).toThrow('engine.invalid-input')
  expect(() => decodePosition(encodePosition(['a', 'b']), 1)).toThrow('engine.invalid-input')
})

test('a migration that was changed afterwards stops the start with its name', async () => {
  const database = openDatabase(await emptyDatabase('migration_test'))
  await migrate(database, [])
  await database.asOwner((tx) =>
    tx.run(sql`insert into engine.migration values ('tenancy', '001-tenant.sql', 'another', '2026-01-01')`),
  )
  const modules = [{ module: 'tenancy', schema: 'engine', folder: new URL('../tenancy/schema/', import.meta.url) }]
  await expect(migrate(database, modules)).rejects.toThrow('tenancy/001-tenant.sql was changed')
  await database.close()
})

test('a wrong DATABASE_URL says how it should look', () => {
  expect(() => parseDatabaseUrl('mysql://x/y')).toThrow('DATABASE_URL should look like postgres://')
  expect(() => parseDatabaseUrl('nonsense')).toThrow('DATABASE_URL should look like postgres://')
  expect(parseDatabaseUrl('postgresql://u:p%40@db:6432/facet?sslmode=require')).toMatchObject({
    password: 'p@',
    port: 6432,
    ssl: true,
  })
})
