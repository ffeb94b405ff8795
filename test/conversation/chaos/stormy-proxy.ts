/**
 * A line between customers and servers as bad as they come: connections begin late (so that a younger one overtakes),
 * stutter, are cut, or look alive and carry nothing, in one direction or in both.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { seededRandom } from '#engine/kernel'

export interface StormyProxy {
  readonly port: number
  /** No more trouble: old connections end, new ones are plain. */
  calm(): void
  readonly counts: Readonly<Record<Fate, number>>
  stop(): Promise<void>
}

type Fate = 'steady' | 'cut' | 'half_open' | 'one_way'

const FATES: Fate[] = ['steady', 'steady', 'steady', 'cut', 'cut', 'cut', 'half_open', 'one_way']

interface Course {
  readonly fate: Fate
  readonly beginAfterMs: number
  readonly troubleAfterMs: number
  readonly goneAfterMs: number
  readonly stutterMs: number
}

const CALM: Course = { fate: 'steady', beginAfterMs: 0, troubleAfterMs: 0, goneAfterMs: 0, stutterMs: 0 }

/** `backends` are ports of this machine; a connection goes to one of them, whichever is drawn. */
export async function openStormyProxy(
  backends: readonly number[],
  random: ReturnType<typeof seededRandom>,
): Promise<StormyProxy> {
  const counts: Record<Fate, number> = { steady: 0, cut: 0, half_open: 0, one_way: 0 }
  const ends = new Set<() => void>()
  let isCalm = false
  const server = createServer((near) => {
    const course = isCalm ? CALM : draw(random)
    counts[course.fate] += 1
    const end = carry(near, random.pick([...backends]), course)
    ends.add(end)
    near.once('close', () => ends.delete(end))
  })
  server.listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    calm: () => {
      isCalm = true
      for (const end of ends) end()
    },
    stop: async () => {
      for (const end of ends) end()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function draw(random: ReturnType<typeof seededRandom>): Course {
  const fate = random.pick<Fate>(FATES)
  return {
    fate,
    beginAfterMs: random.between(0, 400),
    troubleAfterMs: random.between(100, 12_000),
    goneAfterMs: random.between(1000, 20_000),
    stutterMs: random.between(0, 60),
  }
}

/** Carries one connection along its course; answers how to end it. */
function carry(near: Socket, backend: number, course: Course): () => void {
  const far = connect({ port: backend, host: '127.0.0.1' })
  const lost = { in: false, out: false }
  const timers: NodeJS.Timeout[] = []
  const end = (): void => {
    for (const timer of timers) clearTimeout(timer)
    near.destroy()
    far.destroy()
  }
  near.on('error', end).on('close', end)
  far.on('error', end).on('close', end)
  timers.push(
    setTimeout(() => {
      pump(near, far, course.stutterMs, () => lost.in)
      pump(far, near, course.stutterMs, () => lost.out)
    }, course.beginAfterMs),
  )
  if (course.fate === 'cut') timers.push(setTimeout(end, course.troubleAfterMs))
  if (course.fate === 'half_open' || course.fate === 'one_way') {
    timers.push(
      setTimeout(() => {
        lost.in = true
        lost.out = course.fate === 'half_open'
      }, course.troubleAfterMs),
      setTimeout(end, course.troubleAfterMs + course.goneAfterMs),
    )
  }
  return end
}

/** In order, as TCP is; what is lost is lost from then on. */
function pump(from: Socket, to: Socket, stutterMs: number, isLost: () => boolean): void {
  let last = Promise.resolve()
  from.on('data', (chunk: Buffer) => {
    last = last.then(async () => {
      if (stutterMs > 0) await new Promise((done) => setTimeout(done, stutterMs))
      if (!isLost() && !to.destroyed) to.write(chunk)
    })
  })
  from.resume()
}
