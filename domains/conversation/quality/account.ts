/** What is judged: a conversation as it went, without what only colleagues said. */
export type Speaker = 'customer' | 'agent' | 'bot' | 'system'

export interface Said {
  readonly seq: number
  readonly by: Speaker
  readonly text: string
  readonly atMs: number
}

export interface HandOver {
  readonly seq: number
  /** Whether the next one was told what it is about. */
  readonly summarised: boolean
}

export interface Account {
  /** In the order of the thread. */
  readonly said: readonly Said[]
  readonly handOvers: readonly HandOver[]
  /** When the customer began to wait for a person; null: he never did. */
  readonly queuedAtMs: number | null
  readonly rating: { readonly value: number; readonly seq: number | null } | null
  /** Places at which an agent said a sensitive word. */
  readonly sensitive: readonly number[]
}
