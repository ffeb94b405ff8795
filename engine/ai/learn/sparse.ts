/** A question as numbers: feature ids and their values. */
export interface Sparse {
  readonly ids: Int32Array
  readonly values: Float32Array
}

/** Many questions, row after row: row i stands from `starts[i]` to `starts[i + 1]`. */
export interface Rows {
  readonly count: number
  readonly starts: Int32Array
  readonly ids: Int32Array
  readonly values: Float32Array
}

export function stackRows(list: readonly Sparse[]): Rows {
  const starts = new Int32Array(list.length + 1)
  list.forEach((row, i) => (starts[i + 1] = starts[i]! + row.ids.length))
  const ids = new Int32Array(starts[list.length]!)
  const values = new Float32Array(ids.length)
  list.forEach((row, i) => {
    ids.set(row.ids, starts[i]!)
    values.set(row.values, starts[i]!)
  })
  return { count: list.length, starts, ids, values }
}
