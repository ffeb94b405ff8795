/** How long to search: a number of rounds (repeatable), wall time, or processor time (for a machine that is shared). */
export type Budget = { readonly iterations: number } | { readonly seconds: number } | { readonly cpuSeconds: number }

/** Tells how much of the budget is used, 0 … 1, after so many iterations. */
export type Meter = (iterations: number) => number

export function startMeter(budget: Budget): Meter {
  if ('iterations' in budget) return (iterations) => (budget.iterations === 0 ? 1 : iterations / budget.iterations)
  if ('cpuSeconds' in budget) {
    const before = process.threadCpuUsage()
    return () => {
      const { user, system } = process.threadCpuUsage(before)
      return budget.cpuSeconds === 0 ? 1 : (user + system) / 1e6 / budget.cpuSeconds
    }
  }
  const from = performance.now()
  return () => (budget.seconds === 0 ? 1 : (performance.now() - from) / 1000 / budget.seconds)
}
