import { seededRandom } from '#engine/kernel'

/** A sparse matrix by rows: the columns and values of row i stand from `starts[i]` to `starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number
  readonly columns: number
  readonly starts: Int32Array
  readonly ids: Int32Array
  readonly values: Float32Array
}

export function sparseMatrix(rows: readonly ReadonlyMap<number, number>[], columns: number): SparseMatrix {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (starts[i + 1] = starts[i]! + row.size))
  const ids = new Int32Array(starts[rows.length]!)
  const values = new Float32Array(ids.length)
  let at = 0
  for (const row of rows) {
    for (const [id, value] of row) {
      ids[at] = id
      values[at++] = value
    }
  }
  return { rows: rows.length, columns, starts, ids, values }
}

/**
 * The `rank` strongest directions of a sparse matrix: rows of U · √Σ, by randomised subspace iteration
 * (Halko, Martinsson and Tropp 2011). Deterministic.
 */
export function embedRows(matrix: SparseMatrix, rank: number, iterations = 5): Float64Array[] {
  const width = rank + 20
  const random = seededRandom(1)
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: matrix.rows }, () => random.next() - 0.5),
  )
  orthonormalise(basis)
  for (let i = 0; i < iterations; i++) {
    basis = basis.map((vector) => multiply(matrix, multiplyTransposed(matrix, vector)))
    orthonormalise(basis)
  }
  const projected = basis.map((vector) => multiplyTransposed(matrix, vector))
  const { values, vectors } = symmetricEigen(projected.map((a) => projected.map((b) => dot(a, b))))
  const order = values
    .map((_, i) => i)
    .sort((a, b) => values[b]! - values[a]!)
    .slice(0, rank)
  return order.map((k) =>
    combine(
      basis,
      vectors.map((row) => row[k]! * Math.max(values[k]!, 0) ** 0.25),
    ),
  )
}

function multiply({ rows, starts, ids, values }: SparseMatrix, vector: Float64Array): Float64Array {
  const result = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let p = starts[i]!; p < starts[i + 1]!; p++) sum += values[p]! * vector[ids[p]!]!
    result[i] = sum
  }
  return result
}

function multiplyTransposed({ rows, columns, starts, ids, values }: SparseMatrix, vector: Float64Array): Float64Array {
  const result = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    const factor = vector[i]!
    for (let p = starts[i]!; p < starts[i + 1]!; p++) result[ids[p]!]! += values[p]! * factor
  }
  return result
}

function orthonormalise(vectors: Float64Array[]): void {
  for (let i = 0; i < vectors.length; i++) {
    const vector = vectors[i]!
    // Twice is enough (Kahan): once loses orthogonality to rounding.
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) addScaled(vector, vectors[j]!, -dot(vector, vectors[j]!))
    }
    const length = Math.sqrt(dot(vector, vector)) || 1
    for (let k = 0; k < vector.length; k++) vector[k]! /= length
  }
}

/** Eigenvalues and eigenvectors (as columns) of a small symmetric matrix, by Jacobi rotations. */
function symmetricEigen(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const size = matrix.length
  const vectors = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 12; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, p, q)
  }
  return { values: matrix.map((row, i) => row[i]!), vectors }
}

function rotate(matrix: number[][], vectors: number[][], p: number, q: number): void {
  const off = matrix[p]![q]!
  if (Math.abs(off) < 1e-12) return
  const theta = (matrix[q]![q]! - matrix[p]![p]!) / (2 * off)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (const row of matrix) turn(row, p, q, c, s)
  const [rowP, rowQ] = [matrix[p]!, matrix[q]!]
  for (let k = 0; k < matrix.length; k++) {
    const [x, y] = [rowP[k]!, rowQ[k]!]
    rowP[k] = c * x - s * y
    rowQ[k] = s * x + c * y
  }
  for (const row of vectors) turn(row, p, q, c, s)
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!]
  row[p] = c * x - s * y
  row[q] = s * x + c * y
}

function combine(vectors: readonly Float64Array[], factors: readonly number[]): Float64Array {
  const result = new Float64Array(vectors[0]!.length)
  vectors.forEach((vector, i) => addScaled(result, vector, factors[i]!))
  return result
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * vector[k]!
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
