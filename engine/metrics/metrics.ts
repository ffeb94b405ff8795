import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The figures of one process, for Prometheus. Names end in their unit; labels never hold tenants, ids or addresses. */
export interface Metrics {
  /** Counts up: `facet_mails_sent_total`. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>
  histogram<Label extends string = never>(about: HistogramDetails<Label>): Histogram<Label>
  /** A figure that is read when somebody looks. One that cannot be read is left out; the others are still told. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** The same for several figures that are read together, each under its value of `label`. */
  gauges(about: GaugesDetails, read: () => Promise<Readonly<Record<string, number>>>): void
  /** The text that Prometheus reads, and its content type. */
  text(): Promise<{ contentType: string; body: string }>
}

export interface HistogramDetails<Label extends string> {
  readonly name: string
  readonly help: string
  readonly labels: readonly Label[]
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[]
}

export interface GaugesDetails {
  readonly name: string
  readonly help: string
  readonly label: string
}

/** Also tells of the process itself: memory, garbage collection, event loop lag. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    histogram: ({ name, help, labels, buckets }) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers }),
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => quietly(gauge, async () => gauge.set(await read())),
      })
    },
    gauges: ({ name, help, label }, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect: () =>
          quietly(gauge, async () => {
            const figures = await read()
            gauge.reset()
            for (const [value, figure] of Object.entries(figures)) gauge.set({ [label]: value }, figure)
          }),
      })
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}

async function quietly(gauge: Gauge, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch {
    // An old figure would be a lie.
    gauge.reset()
    gauge.remove()
  }
}
