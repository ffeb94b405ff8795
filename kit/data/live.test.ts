import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveConnection, type LiveSignal, type LiveSocket } from './live.ts'

/** The server's end of one connection. */
class FakeSocket implements LiveSocket {
  onopen: (() => void) | null = null
  onmessage: ((message: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly sent: { type: string; topics?: { topic: string; after?: number }[] }[] = []
  closed = false

  send(frame: string): void {
    this.sent.push(JSON.parse(frame))
  }

  close(): void {
    this.closed = true
  }

  tell(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  event(seq: number, topic = 'queue'): void {
    this.tell({ type: 'event', topic, seq, name: 'changed', data: { seq } })
  }
}

const sockets: FakeSocket[] = []
const latest = (): FakeSocket => sockets.at(-1)!

function connection(): LiveConnection {
  return new LiveConnection({
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
  })
}

function listening(live: LiveConnection, topic = 'queue'): LiveSignal[] {
  const heard: LiveSignal[] = []
  live.listen(topic, (signal) => heard.push(signal))
  return heard
}

const numbers = (heard: LiveSignal[]): (number | string)[] =>
  heard.map((signal) => (signal.kind === 'event' ? signal.event.seq : signal.kind))

beforeEach(() => {
  sockets.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('live connection', () => {
  it('opens one socket for every page that listens', () => {
    const live = connection()
    listening(live, 'queue')
    listening(live, 'incidents')
    latest().onopen?.()
    listening(live, 'visits')
    expect(sockets).toHaveLength(1)
    expect(latest().sent.map(({ topics }) => topics?.map(({ topic }) => topic))).toEqual([
      ['queue', 'incidents'],
      ['visits'],
    ])
  })

  it('resumes every topic behind the last sequence number after a reconnect', () => {
    const live = connection()
    const heard = listening(live)
    latest().onopen?.()
    latest().event(7)
    latest().event(8)
    latest().onclose?.({ code: 1006 })
    expect(live.state()).toBe('behind')

    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
    latest().onopen?.()
    expect(latest().sent[0]).toEqual({ type: 'subscribe', topics: [{ topic: 'queue', after: 8 }] })
    latest().event(9)
    expect(numbers(heard)).toEqual([7, 8, 9])
    expect(live.state()).toBe('open')
  })

  it('does not tell an older event again; a passing sign repeats the number it was sent at', () => {
    const heard = listening(connection())
    latest().onopen?.()
    for (const seq of [3, 2, 3, 4]) latest().event(seq)
    expect(numbers(heard)).toEqual([3, 3, 4])
  })

  it('asks to read again when the server cannot resume, and goes on from its sequence', () => {
    const live = connection()
    const heard = listening(live)
    latest().onopen?.()
    latest().tell({ type: 'resync', topic: 'queue', seq: 120 })
    latest().event(119)
    latest().event(121)
    expect(numbers(heard)).toEqual(['resync', 121])
  })

  it('asks to read again after a reconnect when no sequence was ever seen', () => {
    const heard = listening(connection())
    latest().onopen?.()
    expect(numbers(heard)).toEqual([])
    latest().onclose?.({ code: 1006 })
    vi.advanceTimersByTime(500)
    latest().onopen?.()
    expect(numbers(heard)).toEqual(['resync'])
  })

  it('waits longer with every attempt that fails, never longer than 15 seconds', () => {
    listening(connection())
    const waits: number[] = []
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = sockets.length
      latest().onclose?.({ code: 1006 })
      let waited = 0
      while (sockets.length === before) {
        vi.advanceTimersByTime(125)
        waited += 125
      }
      waits.push(waited)
    }
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 11_250, 11_250])
  })

  it('answers pings, sends its own every 15 s, and gives up a peer that is silent for 40 s', () => {
    listening(connection())
    const socket = latest()
    socket.onopen?.()
    socket.tell({ type: 'ping' })
    vi.advanceTimersByTime(30_000)
    expect(socket.sent.map(({ type }) => type)).toEqual(['subscribe', 'pong', 'ping', 'ping'])
    socket.tell({ type: 'pong' })
    vi.advanceTimersByTime(39_000)
    expect(socket.closed).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(socket.closed).toBe(true)
    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
  })

  it('leaves a topic when its last page is gone', () => {
    const live = connection()
    const [first, second] = [live.listen('queue', () => {}), live.listen('queue', () => {})]
    latest().onopen?.()
    first()
    expect(latest().sent.map(({ type }) => type)).toEqual(['subscribe'])
    second()
    expect(latest().sent.at(-1)).toEqual({ type: 'unsubscribe', topics: ['queue'] })
  })

  it('does not knock again when nobody is signed in', () => {
    listening(connection())
    latest().onclose?.({ code: 4401 })
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })

  it('stays closed once closed', () => {
    const live = connection()
    listening(live)
    latest().onopen?.()
    live.close()
    vi.advanceTimersByTime(120_000)
    expect(sockets).toHaveLength(1)
    expect(live.state()).toBe('idle')
  })
})
