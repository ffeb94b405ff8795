import type { Random } from '#engine/kernel'

/** Random ingredients of the generated series. */

export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** Heavy tails: a Gaussian whose scale itself is drawn (Student with about `freedom` degrees). */
export function heavy(random: Random, freedom: number): number {
  let squares = 0
  for (let i = 0; i < freedom; i++) squares += gaussian(random) ** 2
  return gaussian(random) / Math.sqrt(squares / freedom)
}

export function lognormal(random: Random, spread: number): number {
  return Math.exp(spread * gaussian(random))
}

export function poisson(random: Random, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(random)))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count++
  return count
}

/** A value that wanders around 0: first-order autoregressive with standard deviation 1. */
export function wander(random: Random, memory: number): () => number {
  let value = gaussian(random)
  const innovation = Math.sqrt(1 - memory * memory)
  return () => {
    value = memory * value + innovation * gaussian(random)
    return value
  }
}
