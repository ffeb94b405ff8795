import type { Entry, Refused, Shelf } from './entries.ts'

/** What became of one attempt to send an entry. */
export type Sent = { readonly kind: 'sent' } | { readonly kind: 'later' } | ({ readonly kind: 'refused' } & Refused)

export interface OutboxParts {
  readonly entries: Shelf<Entry>
  readonly send: (entry: Entry) => Promise<Sent>
  /** Only one tab sends at a time; runs the work or leaves it to who is already at it. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
  /** Told whenever what waits has changed. */
  readonly onChange: (entries: readonly Entry[]) => void
  readonly onSent?: (entry: Entry) => void
}

/**
 * Keeps what was done and sends it in order. Within a visit nothing overtakes: behind a refused entry the later ones
 * of that visit wait for the technician, other visits go on. Without a network everything waits.
 */
export interface Outbox {
  add(entry: Entry): Promise<void>
  /** Sends what can be sent; harmless at any time. */
  flush(): Promise<void>
  /** Tries a refused entry once more. */
  again(id: string): Promise<void>
  /** The technician gives an entry up; the only way in which one is lost. */
  drop(id: string): Promise<void>
  list(): Promise<Entry[]>
}

export function createOutbox({ entries, send, alone, onChange, onSent }: OutboxParts): Outbox {
  const tell = async (): Promise<void> => onChange(await inOrder(entries))

  const settle = async (entry: Entry): Promise<boolean> => {
    const result = await send(entry)
    if (result.kind === 'later') return false
    if (result.kind === 'sent') {
      await entries.remove(entry.id)
      onSent?.(entry)
    } else {
      const { code, title } = result
      await entries.put({ ...entry, refused: { code, title } })
    }
    await tell()
    return true
  }

  const sendAll = async (): Promise<void> => {
    // Read anew after each one: an entry may be added while another is on its way.
    for (let next = nextOf(await inOrder(entries)); next; next = nextOf(await inOrder(entries))) {
      if (!(await settle(next))) return
    }
  }

  const flush = (): Promise<void> => alone(sendAll)

  return {
    flush,
    list: () => inOrder(entries),
    add: async (entry) => {
      await entries.put(entry)
      await tell()
    },
    again: async (id) => {
      const entry = await entries.get(id)
      if (!entry) return
      const { refused: _, ...waiting } = entry
      await entries.put(waiting)
      await tell()
      await flush()
    },
    drop: async (id) => {
      await entries.remove(id)
      await tell()
      await flush()
    },
  }
}

/** The first entry that nothing of its own visit stands before. */
export function nextOf(entries: readonly Entry[]): Entry | undefined {
  const stopped = new Set(entries.filter(({ refused }) => refused).map(({ visitId }) => visitId))
  return entries.find(({ visitId }) => !stopped.has(visitId))
}

/** By when they happened; the id, which grows, parts those of one moment. */
async function inOrder(entries: Shelf<Entry>): Promise<Entry[]> {
  const all = await entries.all()
  return all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
}
