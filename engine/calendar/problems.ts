import type { z } from 'zod'
import type { Problem } from '#engine/kernel'

/** The issues of a zod check as problems with JSON pointers. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
    const message = messageOf(issue)
    const places = keys.length > 0 ? keys.map((key) => [...issue.path, key]) : [issue.path]
    return places.map((place) => ({ path: pointer(place), message }))
  })
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message
  return issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
