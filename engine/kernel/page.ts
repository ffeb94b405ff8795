/** One page of a list; `next` is the position to ask for with `?after=`, null on the last page. */
export interface Page<T> {
  items: T[]
  next: string | null
}
