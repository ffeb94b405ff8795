import { expect, test, vi } from 'vitest'
import { newId, type Actor, type Context } from '#engine/kernel'
import type { Bus } from '#engine/events'
import { freshTenant } from '#test/database'
import { startLiveHub, type LiveHub } from './hub.ts'
import { openTopicBook } from './topic.ts'

/** One process that hears itself. */
function ownBus(): Bus {
  const listeners = new Map<string, (payload: string) => void>()
  return {
    publish: (channel: string, payload: string) => listeners.get(channel)?.(payload),
    listen: (channel: string, hear: (payload: string) => void) => {
      listeners.set(channel, hear)
      return () => listeners.delete(channel)
    },
  } as unknown as Bus
}

/** What a browser of somebody is sent about the rows. */
function hear(hub: LiveHub, context: Context, who: Partial<Actor>): string[] {
  const frames: string[] = []
  const socket = {
    bufferedAmount: 0,
    send: (frame: string) => frames.push(frame),
    close: () => {},
    terminate: () => {},
  }
  const actor = { kind: 'user', id: newId(), name: 'Mei', roles: ['agent'], teamIds: [], ...who } as const
  hub.attach(socket, { ...context, actor }).receive('{"type":"subscribe","topics":[{"topic":"rows"}]}')
  return frames
}

test('who sees a part of the rows is told to look again, and not at which', async () => {
  const { database, context } = await freshTenant()
  const topics = openTopicBook([{ name: 'rows', may: 'row.read', scoped: true }], () => true)
  const hub = await startLiveHub({ database, bus: ownBus(), topics })
  const [all, part] = [hear(hub, context, {}), hear(hub, context, { onlyTeams: true })]
  const rowId = newId()
  // Joining takes a moment, and nobody tells when it is done.
  await vi.waitFor(() => {
    hub.broadcast(context.tenantId, 'rows', 'row_changed', { rowId })
    expect(all.join()).toContain(rowId)
    expect(part.join()).toContain('"resync"')
  })
  expect(part.join()).not.toMatch(new RegExp(`${rowId}|row_changed`))
  await hub.stop()
})
