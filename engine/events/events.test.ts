import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal, newId, type Context } from '#engine/kernel'
import {
  defineEvent,
  emit,
  listParked,
  on,
  openPostgresBus,
  replayParked,
  startDispatcher,
  type Dispatcher,
  type Subscriber,
} from '#engine/events'
import type { Database } from '#engine/store'
import { freshTenant } from '#test/database'

const lampLit = defineEvent('test.lamp_lit', z.object({ lamp: z.string(), step: z.int() }), {
  aggregate: ({ lamp }) => `lamp:${lamp}`,
})

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop()
})

/** A subscriber of its own name sees only what is told after it was enrolled. */
async function listen(
  database: Database,
  react: (data: { lamp: string; step: number }, context: Context) => Promise<void>,
): Promise<{ dispatcher: Dispatcher; name: string }> {
  const bus = await openPostgresBus(database)
  const name = `test-${newId()}`
  const subscriber: Subscriber = { name, reactions: [on(lampLit, react)] }
  const dispatcher = await startDispatcher({
    database,
    bus,
    subscribers: [subscriber],
    onFailure: () => {},
    pollMs: 20,
  })
  running.push({ stop: () => dispatcher.stop().then(() => bus.close()) })
  return { dispatcher, name }
}

test('events of a lamp arrive in the order in which they were committed', async () => {
  const { database, context } = await freshTenant()
  const seen: string[] = []
  const { dispatcher } = await listen(database, async ({ lamp, step }, { tenantId }) => {
    if (tenantId === context.tenantId) seen.push(`${lamp}${step}`)
  })
  for (let step = 1; step <= 20; step++) {
    await Promise.all(
      ['a', 'b', 'c'].map((lamp) => database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp, step }))),
    )
  }
  await dispatcher.settled()
  for (const lamp of ['a', 'b', 'c']) {
    const order = seen.filter((entry) => entry.startsWith(lamp))
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => `${lamp}${index + 1}`))
  }
})

test('a rolled-back change tells nothing', async () => {
  const { database, context } = await freshTenant()
  const seen: number[] = []
  const { dispatcher } = await listen(database, async ({ step }, { tenantId }) => {
    if (tenantId === context.tenantId) seen.push(step)
  })
  const failing = database.withTenant(context, async (tx) => {
    await emit(tx, context, lampLit, { lamp: 'a', step: 1 })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await dispatcher.settled()
  expect(seen).toEqual([])
})

test('what fails is tried again, and what follows it waits its turn', async () => {
  const { database, context } = await freshTenant()
  const seen: number[] = []
  let failures = 1
  const { dispatcher } = await listen(database, async ({ step }, { tenantId }) => {
    if (tenantId !== context.tenantId) return
    if (step === 1 && failures-- > 0) throw new Error('the line is cut')
    seen.push(step)
  })
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: 'a', step: 1 }))
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: 'a', step: 2 }))
  await dispatcher.settled()
  expect(seen).toEqual([])
  await expect.poll(async () => (await dispatcher.settled(), seen), { timeout: 5000 }).toEqual([1, 2])
})

test('a refusal is dead at once, visible, and can be replayed', async () => {
  const { database, context } = await freshTenant()
  const seen: number[] = []
  let refuse = true
  const { dispatcher, name } = await listen(database, async ({ step }, { tenantId }) => {
    if (tenantId !== context.tenantId) return
    if (refuse) throw new Refusal('test.closed', 409)
    seen.push(step)
  })
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: 'a', step: 7 }))
  await dispatcher.settled()
  const [parked] = (await listParked(database, context, { limit: 10 })).items
  expect(parked).toMatchObject({ subscriber: name, dead: true, attempts: 1, data: { step: 7 } })
  refuse = false
  expect(await replayParked(database, context, parked!)).toBe(true)
  await dispatcher.settled()
  expect(seen).toEqual([7])
  expect((await listParked(database, context, { limit: 10 })).items).toEqual([])
})

test('a second process takes over where the first one stopped', async () => {
  const { database, context } = await freshTenant()
  const seen: number[] = []
  const react = async ({ step }: { step: number }, { tenantId }: Context): Promise<void> => {
    if (tenantId === context.tenantId) seen.push(step)
  }
  const name = `test-${newId()}`
  const subscriber: Subscriber = { name, reactions: [on(lampLit, react)] }
  const start = async (): Promise<{ dispatcher: Dispatcher; stop: () => Promise<void> }> => {
    const bus = await openPostgresBus(database)
    const dispatcher = await startDispatcher({
      database,
      bus,
      subscribers: [subscriber],
      onFailure: () => {},
      pollMs: 20,
    })
    return { dispatcher, stop: () => dispatcher.stop().then(() => bus.close()) }
  }
  const first = await start()
  const second = await start()
  running.push(second)
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: 'a', step: 1 }))
  await first.dispatcher.settled()
  await first.stop()
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: 'a', step: 2 }))
  await second.dispatcher.settled()
  expect(seen).toEqual([1, 2])
})
