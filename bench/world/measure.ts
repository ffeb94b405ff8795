export interface Measured {
  readonly count: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU of this process (server and clients together). */
  readonly cpuMsEach: number
}

/** Runs `work` by so many callers at once for so long. */
export async function measure({
  seconds,
  clients,
  work,
}: {
  seconds: number
  clients: number
  work: () => Promise<unknown>
}): Promise<Measured> {
  const times: number[] = []
  const cpu = process.cpuUsage()
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const at = performance.now()
        await work()
        times.push(performance.now() - at)
      }
    }),
  )
  const elapsed = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  return {
    count: times.length,
    perSecond: times.length / elapsed,
    p50Ms: times[times.length >> 1] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    cpuMsEach: (user + system) / 1000 / times.length,
  }
}

export function report(name: string, { count, perSecond, p50Ms, p99Ms, cpuMsEach }: Measured): void {
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  console.log(
    `${name.padEnd(36)} ${String(Math.round(perSecond)).padStart(6)}/s  p50 ${ms(p50Ms)}  p99 ${ms(p99Ms)}  CPU ${cpuMsEach.toFixed(2)} ms each  n ${count}`,
  )
}
