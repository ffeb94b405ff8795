import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '#engine/kernel'
import { sql } from '#engine/store'
import { startTestFacet, type TestFacet } from '#test/facet'

let world: TestFacet
beforeAll(async () => {
  world = await startTestFacet('parked_deliveries')
})
afterAll(() => world.stop())

/** One that the dispatcher has given up, as it leaves it behind. */
async function giveUp(subscriber: string, dead: boolean): Promise<string> {
  return world.database.acrossTenants(async (tx) => {
    const { tenantId } = world.context
    const { seq } = await tx.one(sql<{ seq: bigint }>`
      insert into engine.event (tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at)
      values (${tenantId}, gen_random_uuid(), 'test.lamp_lit', 'lamp:1', '{}', '{"lamp":"1"}', '{}', 't', ${clock.date()})
      returning seq`)
    await tx.run(sql`
      insert into engine.delivery (tenant_id, subscriber, seq, aggregate, attempts, next_attempt_at, dead, error)
      values (${tenantId}, ${subscriber}, ${seq}, 'lamp:1', 12, ${new Date(clock.ms() + 60_000)}, ${dead}, 'Error: dark')`)
    return seq.toString()
  })
}

test('an administrator sees what was given up and why, and has it tried again', async () => {
  const administrator = await world.as('administrator')
  const seq = await giveUp('nobody-listens', true)
  await giveUp('still-trying', false)
  const given = await administrator.request('GET', '/api/engine/parked-deliveries?dead=true')
  expect(given.body).toMatchObject({
    items: [{ subscriber: 'nobody-listens', seq, eventName: 'test.lamp_lit', error: 'Error: dark', attempts: 12 }],
    next: null,
  })
  const replay = { subscriber: 'nobody-listens', seq }
  expect((await administrator.request('POST', '/api/engine/parked-deliveries/replay', replay)).status).toBe(204)
  const after = await administrator.request('GET', '/api/engine/parked-deliveries')
  expect(after.body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ seq, dead: false })]) })
  const gone = await administrator.request('POST', '/api/engine/parked-deliveries/replay', { ...replay, seq: '999999' })
  expect(gone).toMatchObject({ status: 404, body: { code: 'engine.delivery-not-found' } })
  const trail = await administrator.request('GET', '/api/engine/audit?action=engine.event.replay')
  expect(trail.body).toMatchObject({ items: [{ subject: `delivery:nobody-listens:${seq}` }] })
})

test('one that was given up is discarded with a reason, one still tried is not', async () => {
  const administrator = await world.as('administrator')
  const discard = (subscriber: string, seq: string, reason: string) =>
    administrator.request('POST', '/api/engine/parked-deliveries/discard', { subscriber, seq, reason })
  const seq = await giveUp('of-no-use', true)
  expect(await discard('of-no-use', seq, '  ')).toMatchObject({ status: 422, body: { errors: [{ path: '/reason' }] } })
  expect((await discard('of-no-use', seq, 'The lamp was taken down')).status).toBe(204)
  expect(await discard('of-no-use', seq, 'again')).toMatchObject({ body: { code: 'engine.delivery-not-found' } })
  const alive = await discard('still-tried', await giveUp('still-tried', false), 'in a hurry')
  expect(alive).toMatchObject({ status: 409, body: { code: 'engine.delivery-not-dead' } })
  const trail = await administrator.request('GET', '/api/engine/audit?action=engine.event.discard')
  expect(trail.body).toMatchObject({
    items: [
      {
        subject: `delivery:of-no-use:${seq}`,
        before: { eventName: 'test.lamp_lit', error: 'Error: dark' },
        after: { reason: 'The lamp was taken down' },
      },
    ],
  })
})

test('other companies see nothing of it and cannot replay it', async () => {
  const seq = await giveUp('nobody-listens', true)
  const foreign = await (await world.foreignTenant()).as('administrator')
  expect((await foreign.request('GET', '/api/engine/parked-deliveries')).body).toEqual({ items: [], next: null })
  const replay = await foreign.request('POST', '/api/engine/parked-deliveries/replay', {
    subscriber: 'nobody-listens',
    seq,
  })
  expect(replay.status).toBe(404)
})
