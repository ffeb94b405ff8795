/** What the client finds where it runs: a page, React Native, Node. */
import type { ChatState } from './chat.ts'

export interface Surroundings {
  /** Where Facet is reached: `https://service.example.com`. */
  readonly base: string
  /** The channel's, as its settings page shows it. */
  readonly address: string
  readonly locale: 'en' | 'zh-CN'
  /** Keeps who the visitor is, and what he wrote and never left, through a restart. */
  readonly store: Store
  /** How our people shall call him, where the app knows. */
  readonly name?: string
  /** A user whom the app's own server vouches for: hex of HMAC-SHA256(identity secret, id). */
  readonly identity?: { readonly id: string; readonly mac: string }
  /** The site around an embedded page: its origin. */
  readonly page?: string | undefined
  /** Nobody looks now: what arrives is delivered, and not read. */
  readonly isHidden?: () => boolean
  /** Calls back when the network or the app is in front again, and when somebody looks. */
  readonly onWake?: (wake: () => void) => void
  /** Somebody is there now, after a wait. */
  readonly onTurn?: (state: ChatState) => void
  /** Where the runtime has no `crypto.randomUUID`. */
  readonly newId?: () => string
}

/** `localStorage`, or `AsyncStorage` of React Native. */
export interface Store {
  getItem(name: string): string | null | Promise<string | null>
  setItem(name: string, value: string): unknown
  removeItem(name: string): unknown
}
