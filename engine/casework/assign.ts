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

/** What keeps somebody from taking it; the first reason of this order. */
export type Obstacle = 'absent' | 'skill' | 'capacity'

export interface Ranked<C extends Candidate = Candidate> {
  readonly candidate: C
  /** Null: could take it. */
  readonly obstacle: Obstacle | null
}

/** Why nobody: the last reason that left no one over. */
export type Assignment =
  | { readonly kind: 'assigned'; readonly assigneeId: string }
  | { readonly kind: 'nobody'; readonly because: Obstacle }

/**
 * Of those at work who master every skill and have room: the least loaded for their capacity, then the one who waited
 * longest, then by id, so that the same question has the same answer.
 */
export function chooseAssignee(candidates: readonly Candidate[], need: Need = {}): Assignment {
  const ranked = rankCandidates(candidates, need)
  const [first] = ranked
  if (first?.obstacle === null) return { kind: 'assigned', assigneeId: first.candidate.id }
  const last = (['capacity', 'skill'] as const).find((reason) => ranked.some(({ obstacle }) => obstacle === reason))
  return { kind: 'nobody', because: last ?? 'absent' }
}

/** Everybody, with what stands in the way: first those who could take it, in their turn; the others behind them. */
export function rankCandidates<C extends Candidate>(candidates: readonly C[], { skills = {} }: Need = {}): Ranked<C>[] {
  return candidates
    .map((candidate) => ({ candidate, obstacle: obstacleOf(candidate, skills) }))
    .sort((a, b) => Number(a.obstacle !== null) - Number(b.obstacle !== null) || byTurn(a.candidate, b.candidate))
}

function obstacleOf(
  { available, skills, openCases, capacity }: Candidate,
  needed: Readonly<Record<string, number>>,
): Obstacle | null {
  if (!available) return 'absent'
  if (!Object.entries(needed).every(([skill, level]) => (skills[skill] ?? 0) >= level)) return 'skill'
  return openCases < capacity ? null : 'capacity'
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
