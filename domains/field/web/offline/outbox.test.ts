import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VisitSheet } from '../api.ts'
import { withEntries, type Entry, type Shelf } from './entries.ts'
import { createOutbox, nextOf, type Sent } from './outbox.ts'

const step = (id: string, visitId = 'v1', kind: 'travel' | 'arrival' = 'travel'): Entry => ({
  id,
  visitId,
  number: 'WO-1',
  kind,
  at: `2026-11-20T06:00:${id.padStart(2, '0')}Z`,
})

/** Copies on the way in and out, as IndexedDB does; it outlives the outbox like a phone outlives a page. */
function shelf<T extends { readonly id: string }>(): Shelf<T> {
  const kept = new Map<string, T>()
  return {
    all: async () => [...kept.values()].map((value) => structuredClone(value)),
    get: async (id) => structuredClone(kept.get(id)),
    put: async (value) => void kept.set(value.id, structuredClone(value)),
    remove: async (id) => void kept.delete(id),
  }
}

interface Server {
  network: boolean
  readonly refuses: Set<string>
  readonly received: string[]
}

function world(entries = shelf<Entry>()) {
  const server: Server = { network: true, refuses: new Set(), received: [] }
  let shown: readonly Entry[] = []
  let busy: Promise<void> | undefined
  const send = async ({ id }: Entry): Promise<Sent> => {
    if (!server.network) return { kind: 'later' }
    if (server.refuses.has(id)) return { kind: 'refused', code: 'field.step-not-possible', title: 'Not possible' }
    server.received.push(id)
    return { kind: 'sent' }
  }
  const outbox = createOutbox({
    entries,
    send,
    alone: (work) => (busy ??= work().finally(() => (busy = undefined))),
    onChange: (next) => (shown = next),
  })
  return { outbox, server, entries, shown: () => shown.map(({ id, refused }) => (refused ? `${id}!` : id)) }
}

test('without a network everything waits, and goes in order when it is back', async () => {
  const { outbox, server, shown } = world()
  server.network = false
  for (const id of ['2', '1', '3']) await outbox.add(step(id))
  await outbox.flush()
  expect([server.received, shown()]).toEqual([[], ['1', '2', '3']])
  server.network = true
  await outbox.flush()
  expect([server.received, shown()]).toEqual([['1', '2', '3'], []])
})

test('what waits survives the page', async () => {
  const first = world()
  first.server.network = false
  await first.outbox.add(step('1'))
  const { outbox, server } = world(first.entries)
  await outbox.flush()
  expect(server.received).toEqual(['1'])
})

test('behind a refused entry its own visit waits, the others go on', async () => {
  const { outbox, server, shown } = world()
  server.refuses.add('1')
  for (const entry of [step('1'), step('2'), step('3', 'v2')]) await outbox.add(entry)
  await outbox.flush()
  expect([server.received, shown()]).toEqual([['3'], ['1!', '2']])
})

test('a refused entry is sent again, or given up; then the rest follows', async () => {
  const { outbox, server, shown } = world()
  server.refuses.add('1').add('2')
  for (const id of ['1', '2', '3']) await outbox.add(step(id))
  await outbox.flush()
  server.refuses.delete('1')
  await outbox.again('1')
  expect([server.received, shown()]).toEqual([['1'], ['2!', '3']])
  await outbox.drop('2')
  expect([server.received, shown()]).toEqual([['1', '3'], []])
})

test('an entry that comes while another is sent goes with it', async () => {
  const { outbox, server } = world()
  await outbox.add(step('1'))
  const flushing = outbox.flush()
  await outbox.add(step('2'))
  await flushing
  await outbox.flush()
  expect(server.received).toEqual(['1', '2'])
})

test('nothing is lost and nothing overtakes within a visit, however the network comes and goes', async () => {
  const entries = fc.array(fc.constantFrom('v1', 'v2', 'v3'), { minLength: 1, maxLength: 12 })
  const acts = fc.array(fc.record({ network: fc.boolean(), refuse: fc.nat(12) }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(entries, acts, async (visits, changes) => {
      const { outbox, server } = world()
      const all = visits.map((visitId, index) => step(String(index + 1), visitId))
      for (const entry of all) await outbox.add(entry)
      for (const { network, refuse } of changes) {
        server.network = network
        server.refuses.add(String(refuse))
        await outbox.flush()
      }
      const left = (await outbox.list()).map(({ id }) => id)
      expect([...server.received, ...left].toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      for (const visit of new Set(visits)) {
        const own = all.filter(({ visitId }) => visitId === visit).map(({ id }) => id)
        const sent = server.received.filter((id) => own.includes(id))
        expect(sent).toEqual(own.slice(0, sent.length))
      }
    }),
    { numRuns: 60 },
  )
})

test('next is what nothing of its own visit stands before', () => {
  const refused = { ...step('1'), refused: { code: 'c', title: 't' } }
  expect(nextOf([refused, step('2'), step('3', 'v2')])?.id).toBe('3')
  expect(nextOf([refused, step('2')])).toBeUndefined()
})

test('a visit is shown as it will be when everything was sent', () => {
  const visit = { visitId: 'v1', state: 'planned', arrivedAt: null } as VisitSheet
  expect(withEntries(visit, [step('1'), step('2', 'v1', 'arrival'), step('3', 'v2')])).toMatchObject({
    state: 'on_site',
    arrivedAt: '2026-11-20T06:00:02Z',
  })
  const refused = { ...step('1'), refused: { code: 'c', title: 't' } }
  expect(withEntries(visit, [refused]).state).toBe('planned')
})
