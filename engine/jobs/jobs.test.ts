import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '#engine/kernel'
import { cancelJob, defineJob, enqueue, handleJob, nextRound, startJobs, type Jobs } from '#engine/jobs'
import { sql } from '#engine/store'
import { freshTenant } from '#test/database'

const running: Jobs[] = []
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop()
})

async function workshop() {
  const { database, context } = await freshTenant()
  const type = defineJob(`test.${newId()}`, z.object({ word: z.string() }))
  const done: string[] = []
  const start = async (): Promise<void> => {
    const handler = handleJob(
      type,
      async ({ word }, { tenantId }) => void done.push(`${tenantId === context.tenantId} ${word}`),
    )
    running.push(await startJobs({ database, handlers: [handler], schedules: [], onFailure: () => {} }))
  }
  return { database, context, type, done, start }
}

test('a job runs in the tenant that wanted it, if its transaction was committed', async () => {
  const { database, context, type, done, start } = await workshop()
  await start()
  const lost = database.withTenant(context, async (tx) => {
    await enqueue(tx, context, type, { word: 'lost' })
    throw new Error('no')
  })
  await expect(lost).rejects.toThrow('no')
  await database.withTenant(context, (tx) => enqueue(tx, context, type, { word: 'kept' }))
  await expect.poll(() => done, { timeout: 5000 }).toEqual(['true kept'])
})

test('a key replaces the job that waits, and can take it back', async () => {
  const { database, context, type, done, start } = await workshop()
  await database.withTenant(context, async (tx) => {
    await enqueue(tx, context, type, { word: 'first' }, { key: 'k' })
    await enqueue(tx, context, type, { word: 'second' }, { key: 'k' })
    await enqueue(tx, context, type, { word: 'cancelled' }, { key: 'c' })
    await cancelJob(tx, context, 'c')
  })
  await start()
  await expect.poll(() => done, { timeout: 5000 }).toEqual(['true second'])
})

test('a job that fails stops nobody else', async () => {
  const { database, context } = await freshTenant()
  const type = defineJob(`test.${newId()}`, z.object({ word: z.string() }))
  const [done, failed]: [string[], string[]] = [[], []]
  const handler = handleJob(type, async ({ word }) => {
    if (word === 'wrong') throw new Error('no')
    done.push(word)
  })
  const onFailure = (_job: string, error: unknown): void => void failed.push((error as Error).message)
  running.push(await startJobs({ database, handlers: [handler], schedules: [], onFailure }))
  await database.withTenant(context, (tx) => enqueue(tx, context, type, { word: 'wrong' }))
  await expect.poll(() => failed, { timeout: 5000 }).toEqual(['no'])
  for (const word of ['first', 'second', 'third'])
    await database.withTenant(context, (tx) => enqueue(tx, context, type, { word }))
  await expect.poll(() => done.toSorted(), { timeout: 5000 }).toEqual(['first', 'second', 'third'])
})

test.each([
  {
    at: { hour: 2 },
    zone: 'Asia/Shanghai',
    after: '2026-11-20T10:00:00Z',
    next: '2026-11-20T18:00:00Z',
    because: 'two in the morning in Shanghai',
  },
  {
    at: { hour: 2, minute: 30 },
    zone: 'America/New_York',
    after: '2026-03-08T05:00:00Z',
    next: '2026-03-08T07:30:00Z',
    because: 'the hour that summer time skips happens an hour later',
  },
  {
    at: { dayOfMonth: 1 },
    zone: 'Asia/Shanghai',
    after: '2026-11-20T10:00:00Z',
    next: '2026-11-30T16:00:00Z',
    because: 'the first of December begins at 16:00 UTC',
  },
  {
    at: { dayOfWeek: 1, hour: 8 },
    zone: 'Europe/Berlin',
    after: '2026-11-20T10:00:00Z',
    next: '2026-11-23T07:00:00Z',
    because: 'the next Monday',
  },
  {
    at: { everyMinutes: 15 },
    zone: 'Asia/Kolkata',
    after: '2026-11-20T10:16:00Z',
    next: '2026-11-20T10:30:00Z',
    because: 'quarters count from the local hour',
  },
])('$because', ({ at, zone, after, next }) => {
  expect(nextRound(at, zone, Temporal.Instant.from(after)).toString()).toBe(next)
})

test('what a process had begun when it died goes on in another', async () => {
  const { database, context, type, done, start } = await workshop()
  await database.withTenant(context, (tx) => enqueue(tx, context, type, { word: 'begun' }))
  await database.asOwner((tx) =>
    tx.run(sql`
      update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now()
      where task_id = (select id from graphile_worker._private_tasks where identifier = ${type.name})`),
  )
  await start()
  await expect.poll(() => done, { timeout: 15_000 }).toEqual(['true begun'])
})
