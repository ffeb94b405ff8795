import { type Complaints, pointer } from './problems.ts'
import type { Problem } from './schema.ts'

export type Path = readonly (string | number)[]

export function checkWindows(
  windows: readonly (readonly [number, number])[] | undefined,
  path: Path,
  complaints: Complaints,
): void {
  windows?.forEach(([from, until], w) => {
    if (from > until) complaints.add(pointer([...path, w]), 'ends before it begins')
    const before = windows[w - 1]
    if (before && from <= before[1])
      complaints.add(pointer([...path, w]), 'begins before the window before it has ended')
  })
}

export function checkUnique(
  ids: readonly (readonly [id: number | string, path: Path])[],
  complaints: Complaints,
): void {
  const seen = new Map<number | string, Path>()
  for (const [id, path] of ids) {
    const first = seen.get(id)
    if (first) complaints.add(pointer(path), `is the id of ${pointer(first)} already`)
    else seen.set(id, path)
  }
}

export function checkPlace(
  problem: Problem,
  location: readonly number[] | undefined,
  index: number | undefined,
  path: Path,
  indexField: string,
  complaints: Complaints,
): void {
  if (problem.placedBy === 'location') {
    if (!location) complaints.add(pointer(path), 'has no location, and there is no matrix to name a place in')
    return
  }
  if (index === undefined) {
    complaints.add(pointer(path), `has no ${indexField} into the given matrix`)
    return
  }
  for (const [profile, { size }] of problem.travel) {
    if (index < size) continue
    complaints.add(pointer([...path, indexField]), `is outside the matrix of ${profile} (${size} places)`)
  }
}
