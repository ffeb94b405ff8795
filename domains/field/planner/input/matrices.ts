import { FAR, travelInts, type TravelTable } from './schema.ts'
import { type Complaints, pointer } from './problems.ts'

type Kind = 'durations' | 'costs' | 'distances'
const KINDS: readonly Kind[] = ['durations', 'costs', 'distances']

/** Reads `matrices` (or the older single `matrix`) into flat tables; undefined when the problem has none. */
export function readMatrices(
  input: Record<string, unknown>,
  complaints: Complaints,
): Map<string, TravelTable> | undefined {
  if (input.matrices === undefined && input.matrix === undefined) return undefined
  const tables = new Map<string, TravelTable>()
  if (input.matrix !== undefined) {
    const table = readTable({ durations: input.matrix }, ['matrix'], complaints, ['matrix'])
    if (table) tables.set('car', table)
  }
  const matrices = input.matrices ?? {}
  if (!isRecord(matrices)) {
    complaints.add('/matrices', 'is not an object of profiles')
    return tables
  }
  for (const [profile, kinds] of Object.entries(matrices)) {
    const path = ['matrices', profile]
    if (!isRecord(kinds)) complaints.add(pointer(path), 'is not an object of matrices')
    else {
      const table = readTable(kinds, path, complaints)
      if (table) tables.set(profile, table)
    }
  }
  return tables
}

function readTable(
  kinds: Record<string, unknown>,
  path: readonly string[],
  complaints: Complaints,
  durationsPath: readonly string[] = [...path, 'durations'],
): TravelTable | undefined {
  if (kinds.durations === undefined) {
    complaints.add(pointer(path), 'has no durations')
    return undefined
  }
  const read: Partial<Record<Kind, Int32Array>> = {}
  let size: number | undefined
  for (const kind of KINDS) {
    if (kinds[kind] === undefined) continue
    const at = kind === 'durations' ? durationsPath : [...path, kind]
    const flat = readSquare(kinds[kind], at, complaints)
    if (!flat) continue
    size ??= Math.sqrt(flat.length)
    if (flat.length !== size * size) complaints.add(pointer(at), `is not of the same size as the durations`)
    read[kind] = flat
  }
  if (!read.durations) return undefined
  return { ...read, durations: read.durations, size: Math.sqrt(read.durations.length) }
}

function readSquare(rows: unknown, path: readonly string[], complaints: Complaints): Int32Array | undefined {
  if (!Array.isArray(rows) || rows.length === 0) {
    complaints.add(pointer(path), 'is not a matrix')
    return undefined
  }
  const size = rows.length
  const flat = travelInts(size * size)
  for (let from = 0; from < size; from++) {
    const row: unknown = rows[from]
    if (!Array.isArray(row) || row.length !== size) {
      complaints.add(pointer([...path, from]), `is not a row of ${size} numbers: the matrix must be square`)
      continue
    }
    for (let to = 0; to < size; to++) {
      const value: unknown = row[to]
      if (isMeasure(value)) flat[from * size + to] = value
      else complaints.add(pointer([...path, from, to]), `is not a whole number from 0 to ${FAR}`)
    }
  }
  return flat
}

function isMeasure(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= FAR
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
