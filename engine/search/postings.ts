/**
 * Inverted lists that can grow and shrink one document at a time. A term keeps its number for ever;
 * its list is a pair of growing typed arrays (document slot, frequency in it), in no order.
 */
export interface TermList {
  readonly id: number
  size: number
  slots: Int32Array
  frequencies: Uint16Array
}

export interface Postings {
  /** Adds one document's terms and answers their numbers, in the order given. */
  add(slot: number, terms: readonly string[]): Int32Array
  /** Takes out what `add` answered for that slot. */
  remove(slot: number, termIds: Int32Array): void
  find(term: string): TermList | undefined
  /** Number of terms of the document in each slot. */
  lengths(): Int32Array
  averageLength(): number
}

export function createPostings(): Postings {
  const byTerm = new Map<string, TermList>()
  const byId: TermList[] = []
  let lengths = new Int32Array(16)
  let documents = 0
  let totalLength = 0

  const listOf = (term: string): TermList => {
    const known = byTerm.get(term)
    if (known) return known
    const list = { id: byId.length, size: 0, slots: new Int32Array(2), frequencies: new Uint16Array(2) }
    byTerm.set(term, list)
    byId.push(list)
    return list
  }

  return {
    add(slot, terms) {
      const ids = Int32Array.from(terms, (term) => listOf(term).id)
      for (const [id, frequency] of countOf(ids)) append(byId[id]!, slot, frequency)
      if (slot >= lengths.length) lengths = widened(lengths, slot)
      lengths[slot] = ids.length
      documents += 1
      totalLength += ids.length
      return ids
    },
    remove(slot, termIds) {
      for (const id of new Set(termIds)) take(byId[id]!, slot)
      documents -= 1
      totalLength -= termIds.length
      lengths[slot] = 0
    },
    find: (term) => byTerm.get(term),
    lengths: () => lengths,
    averageLength: () => (documents === 0 ? 1 : Math.max(1, totalLength / documents)),
  }
}

/** How often each item occurs. */
export function countOf<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function widened(lengths: Int32Array<ArrayBuffer>, slot: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(2 * lengths.length, slot + 1))
  wider.set(lengths)
  return wider
}

function append(list: TermList, slot: number, frequency: number): void {
  if (list.size === list.slots.length) grow(list)
  list.slots[list.size] = slot
  list.frequencies[list.size] = Math.min(frequency, 65535)
  list.size += 1
}

function grow(list: TermList): void {
  const slots = new Int32Array(list.size * 2)
  const frequencies = new Uint16Array(list.size * 2)
  slots.set(list.slots)
  frequencies.set(list.frequencies)
  list.slots = slots
  list.frequencies = frequencies
}

function take(list: TermList, slot: number): void {
  const at = list.slots.subarray(0, list.size).indexOf(slot)
  list.size -= 1
  list.slots[at] = list.slots[list.size]!
  list.frequencies[at] = list.frequencies[list.size]!
}
