/** The last few values of a stream, oldest overwritten first. */
export interface Rolling {
  readonly values: number[]
  readonly size: number
  next: number
}

export function newRolling(size: number): Rolling {
  return { values: [], size, next: 0 }
}

export function push(rolling: Rolling, value: number): void {
  rolling.values[rolling.next] = value
  rolling.next = (rolling.next + 1) % rolling.size
}

export function meanOf({ values }: Rolling): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

export function medianOf({ values }: Rolling): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
