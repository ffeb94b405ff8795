import { z } from 'zod'

export const PROBLEM_STATES = ['open', 'investigating', 'known_error', 'solved', 'closed'] as const

export const problemFields = z.strictObject({
  description: z.string().max(20_000).optional(),
  /** What the incidents have in common: a batch of disks, a firmware, a place. */
  pattern: z.string().max(400).optional(),
  rootCause: z.string().min(1).max(4000).optional(),
  workaround: z.string().min(1).max(4000).optional(),
  solution: z.string().min(1).max(4000).optional(),
})
