import type { FormInstance } from 'antd'
import { useEffect, useMemo } from 'react'
import { RefusedByServer, type ProblemDocument } from '#kit/data'

type Name = readonly (string | number)[]

/** Puts what the server refused at the fields of the form. Answers whether every problem found its field. */
export function useFieldProblems<T extends object>(form: FormInstance<T>, error: Error | null): boolean {
  const problem = error instanceof RefusedByServer ? error.problem : undefined
  const placed = useMemo(
    () => (problem ? placeProblems(problem, form.getFieldsError().map(nameOf)) : []),
    [form, problem],
  )
  useEffect(() => {
    form.setFields(placed.map(({ name, errors }) => ({ name: name as never, errors: [...errors] })))
    const [first] = placed
    if (first) form.scrollToField(first.name as never, { block: 'center' })
  }, [form, placed])
  return placed.length > 0 && placed.flatMap(({ errors }) => errors).length === problem?.errors?.length
}

const nameOf = ({ name }: { name: readonly (string | number)[] }): Name => name

export interface PlacedProblems {
  readonly name: Name
  readonly errors: readonly string[]
}

/**
 * Which problems belong to which fields: `/identities/0/channel` to the field of that name, or else to the longest
 * beginning of it that is a field. A refusal with one problem says it in the reader's language.
 */
export function placeProblems(
  { title, code, errors = [] }: ProblemDocument,
  fields: readonly Name[],
): PlacedProblems[] {
  const known = new Map(fields.map((name) => [pointerOf(name), name]))
  const placed = new Map<string, string[]>()
  for (const { path, message } of errors) {
    const pointer = longestKnown(path, known)
    if (pointer === undefined) continue
    const words = errors.length === 1 && code !== INVALID ? title : message
    placed.set(pointer, [...(placed.get(pointer) ?? []), words])
  }
  return [...placed].map(([pointer, words]) => ({ name: known.get(pointer)!, errors: words }))
}

/** Its title speaks of the whole input. */
const INVALID = 'engine.invalid-input'

function pointerOf(name: Name): string {
  return name.map((part) => `/${part}`).join('')
}

function longestKnown(path: string, known: ReadonlyMap<string, Name>): string | undefined {
  for (let pointer = path; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    if (known.has(pointer)) return pointer
  }
  return undefined
}
