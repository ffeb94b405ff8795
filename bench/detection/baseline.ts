/** What one would write in an hour: how far a value lies from the running mean, in running deviations. */
export function runningGaussian(values: readonly number[]): Float64Array {
  let mean = 0
  let variance = 0
  return Float64Array.from(values, (value, i) => {
    const share = 1 / Math.min(i + 1, 2000)
    const step = value - mean
    const score = i < 20 ? 0 : 1 - Math.exp(-Math.abs(step) / Math.sqrt(variance + Number.EPSILON) / 4)
    mean += share * step
    variance += share * (step * step - variance)
    return score
  })
}
