// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { show, until, type Shown } from '#kit/testing'
import { closeLive, useLive } from './use-live.ts'

class FakeWebSocket {
  static opened: FakeWebSocket[] = []
  onopen: (() => void) | undefined
  onmessage: ((message: { data: string }) => void) | undefined
  readonly sent: string[] = []

  constructor() {
    FakeWebSocket.opened.push(this)
  }

  send(frame: string): void {
    this.sent.push(frame)
  }

  close(): void {}

  tell(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

const socket = () => FakeWebSocket.opened.at(-1)!
const happened = (seq: number) => socket().tell({ type: 'event', topic: 'queue', seq, name: 'changed', data: {} })

let reads: number
let heard: number[]
let shown: Shown

function Queue({ aside = false }: { aside?: boolean }) {
  const { data } = useQuery({ queryKey: ['queue', 'list'], queryFn: () => Promise.resolve((reads += 1)) })
  useLive(['queue'], { refetch: [['queue']], aside, onEvent: ({ seq }) => heard.push(seq) })
  return <p>{data}</p>
}

beforeEach(async () => {
  reads = 0
  heard = []
  FakeWebSocket.opened = []
  vi.stubGlobal('WebSocket', FakeWebSocket)
  shown = await show(<Queue />)
  await act(async () => socket().onopen?.())
  await until(() => expect(shown.text()).toBe('1'))
})
afterEach(async () => {
  await shown.close()
  closeLive()
  vi.unstubAllGlobals()
})

it('reads again at once when something happened', async () => {
  await act(async () => happened(7))
  expect(reads).toBe(2)
  await until(() => expect(shown.text()).toBe('2'))
  expect(heard).toEqual([7])
})

it('beside what is looked at, reads once when a moment has passed', async () => {
  await shown.close()
  shown = await show(<Queue aside />)
  await act(async () => socket().onopen?.())
  await until(() => expect(shown.text()).toBe('2'))
  await act(async () => {
    happened(1)
    happened(2)
  })
  expect(reads).toBe(2)
  await until(() => expect(shown.text()).toBe('3'))
})

it('makes of a burst one reading at once and one for all that followed', async () => {
  await act(async () => {
    for (let seq = 1; seq <= 20; seq += 1) happened(seq)
  })
  await until(() => expect(shown.text()).toBe('3'))
  expect(heard).toHaveLength(20)
  expect(reads).toBe(3)
})

it('reads again when the server cannot say what was missed', async () => {
  await act(async () => socket().tell({ type: 'resync', topic: 'queue', seq: 90 }))
  await until(() => expect(shown.text()).toBe('2'))
  expect(heard).toEqual([])
})

it('leaves its topic when the page is gone', async () => {
  await shown.close()
  expect(socket().sent.at(-1)).toBe('{"type":"unsubscribe","topics":["queue"]}')
})
