import { setTimeout as sleep } from 'node:timers/promises'

/** Repeats a step while there is work, sleeps until woken or until `pollMs` have passed, never runs twice at once. */
export interface Loop {
  wake(): void
  /** Runs the step now, after a running one has ended, until it says that nothing is left. */
  run(): Promise<void>
  stop(): Promise<void>
}

/** After a step that threw (the database is away), the next try comes after this long. */
const PAUSE_AFTER_FAILURE_MS = 1000

/**
 * `step` answers true when it should be called again at once. Woken while it worked, it rests for `restMs` first: what
 * comes in the meantime is one step and not many.
 */
export function startLoop(name: string, pollMs: number, step: () => Promise<boolean>, restMs = 0): Loop {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    again = true
    if (!running && !stopped) running = work()
  }

  async function work(): Promise<void> {
    clearTimeout(timer)
    let pause = pollMs
    try {
      for (;;) {
        again = false
        while (!stopped && (await step())) again = false
        if (!again || stopped) break
        if (restMs > 0) await sleep(restMs)
      }
    } catch (error) {
      if (!stopped) console.error(`${name}: ${(error as Error).message}`)
      pause = PAUSE_AFTER_FAILURE_MS
    }
    running = undefined
    if (stopped) return
    timer = setTimeout(wake, pause)
    if (again) wake()
  }

  async function idle(): Promise<void> {
    for (let current = running; current; current = running) await current
  }

  wake()
  return {
    wake,
    run: async () => {
      await idle()
      wake()
      await idle()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await idle()
    },
  }
}
