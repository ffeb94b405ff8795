/**
 * Who should take it: skill first, then load. Pure; the caller says who there is, what they can and how much they have.
 */
export interface Candidate {
  readonly id: string
  /** At work and ready for something new. */
  readonly available: boolean
  /** Level by skill; a skill that is absent is not mastered. */
  readonly skills: Readonly<Record<string, number>>
  readonly openCases: number
  /** How many open cases are enough. */
  readonly capacity: number
  /** RFC 3339; absent when nothing was ever assigned. */
  readonly lastAssignedAt?: string | undefined
}

export interface Need {
  /** The level needed of each skill. */
  readonly skills?: Readonly<Record<string, number>> | undefined
}

/** Why nobody: the last reason that left no one over. */
export type Assignment =
  | { readonly kind: 'assigned'; readonly assigneeId: string }
  | { readonly kind: 'nobody'; readonly because: 'absent' | 'skill' | 'capacity' }

/**
 * Of those at work who master every skill and have room: the least loaded for their capacity, then the one who waited
 * longest, then by id, so that the same question has the same answer.
 */
export function chooseAssignee(candidates: readonly Candidate[], { skills = {} }: Need = {}): Assignment {
  const present = candidates.filter(({ available }) => available)
  if (present.length === 0) return { kind: 'nobody', because: 'absent' }
  const skilled = present.filter((each) => masters(each, skills))
  if (skilled.length === 0) return { kind: 'nobody', because: 'skill' }
  const [first] = skilled.filter(({ openCases, capacity }) => openCases < capacity).sort(byTurn)
  return first ? { kind: 'assigned', assigneeId: first.id } : { kind: 'nobody', because: 'capacity' }
}

function masters({ skills }: Candidate, needed: Readonly<Record<string, number>>): boolean {
  return Object.entries(needed).every(([skill, level]) => (skills[skill] ?? 0) >= level)
}

function byTurn(a: Candidate, b: Candidate): number {
  // Loads are compared crosswise, so that 1 of 3 and 2 of 6 are the same.
  const load = a.openCases * b.capacity - b.openCases * a.capacity
  return load || compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
