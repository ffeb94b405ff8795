import { Refusal } from '#engine/kernel'

/**
 * Hot paths share commits: callers wait for one `insert … unnest` and one fsync together.
 * A batch leaves at once while fewer than `inFlightMax` are on their way; meanwhile the queue collects the next.
 * There is no timer, so one lonely caller waits for nothing. A full queue refuses instead of growing.
 */
export interface GroupCommit<Item, Result> {
  /** Resolves after the commit of the batch that carried `item`. */
  add(item: Item): Promise<Result>
  /** How many wait now, for metrics and readiness. */
  readonly waiting: number
  /** Resolves when all that was accepted is committed or failed. */
  drain(): Promise<void>
}

export interface GroupCommitLimits {
  readonly batchMax: number
  readonly queueMax: number
  readonly inFlightMax: number
}

const LIMITS: GroupCommitLimits = { batchMax: 500, queueMax: 20_000, inFlightMax: 2 }

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** Too much arrives at once; the sender should come back in a second (429 with Retry-After). */
export function tooBusy(): Refusal {
  return new Refusal('engine.too-busy', 429, { retryAfterSeconds: 1 })
}

/** `commit` stores a whole batch in one transaction and answers one result for each item, in order. */
export function groupCommit<Item, Result>(
  commit: (items: Item[]) => Promise<Result[]>,
  limits: Partial<GroupCommitLimits> = {},
): GroupCommit<Item, Result> {
  const { batchMax, queueMax, inFlightMax } = { ...LIMITS, ...limits }
  const queue: Waiting<Item, Result>[] = []
  const idle: (() => void)[] = []
  let inFlight = 0
  let scheduled = false

  function schedule(): void {
    if (scheduled || inFlight >= inFlightMax) return
    scheduled = true
    setImmediate(flush)
  }

  function flush(): void {
    scheduled = false
    if (queue.length === 0 || inFlight >= inFlightMax) return
    const batch = queue.splice(0, batchMax)
    inFlight += 1
    void settle(batch).finally(() => {
      inFlight -= 1
      if (queue.length > 0) flush()
      else if (inFlight === 0) for (const wake of idle.splice(0)) wake()
    })
  }

  async function settle(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await commit(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, index) => resolve(results[index]!))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    add: (item) => {
      if (queue.length >= queueMax) return Promise.reject(tooBusy())
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, resolve, reject })
        schedule()
      })
    },
    get waiting() {
      return queue.length
    },
    drain: () => (queue.length === 0 && inFlight === 0 ? Promise.resolve() : new Promise((wake) => idle.push(wake))),
  }
}
