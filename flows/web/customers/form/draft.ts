/** What a form holds: texts, possibly empty. What the contract takes: null for nothing. */

type Emptied<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> | null }

/** Empty texts and fields that were never filled become null; blanks around texts go. */
export function emptied<T extends object>(draft: T, keys: readonly (keyof T & string)[]): Emptied<T> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(draft[key])])) as Emptied<T>
}

function valueOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null
  const text = value.trim()
  return text === '' ? null : text
}

/** The other way: null is an empty field; named, so that taking over a newer version also empties fields. */
export function filled<T extends object, K extends keyof T & string>(
  row: T,
  keys: readonly K[],
): { [P in K]?: NonNullable<T[P]> } {
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? undefined])) as { [P in K]?: NonNullable<T[P]> }
}
