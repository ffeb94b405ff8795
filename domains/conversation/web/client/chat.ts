/** A customer's chat: who he is, what was said, where he stands. Views subscribe; nothing here draws. */
import { chatApi, Refused, type ChatApi } from './api.ts'
import { openLine, type Line, type Place } from './line.ts'
import { openOutbox, type Outbox, type Outgoing } from './outgoing.ts'
import type { Content, Message, Session, SocketFrame, VisitorConversation } from './shapes.ts'
import type { Surroundings } from './surroundings.ts'

export interface ChatState {
  readonly phase: 'opening' | 'open' | 'unreachable' | 'no_channel'
  readonly session: Session | undefined
  readonly conversation: VisitorConversation | undefined
  /** Of earlier conversations in this visit. */
  readonly past: readonly Message[]
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
  readonly outgoing: readonly Outgoing[]
  readonly connected: boolean
  readonly typist: { readonly name: string | null } | undefined
  /** When the standing was told, to count its seconds on. */
  readonly standingAt: number
}

const PAGE = 50
const TYPIST_SHOWN_MS = 6000
const TYPING_PAUSE_MS = 3000
const AGAIN_MS = 4000
const SEEN_PAUSE_MS = 300

export class Chat {
  readonly #around: Surroundings
  readonly #storeAs: string
  readonly #listeners = new Set<() => void>()
  readonly #api: ChatApi
  readonly #outbox: Outbox
  #state: ChatState = {
    phase: 'opening',
    session: undefined,
    conversation: undefined,
    past: [],
    messages: [],
    hasEarlier: false,
    outgoing: [],
    connected: true,
    typist: undefined,
    standingAt: 0,
  }
  #place: Place | undefined
  #line: Line | undefined
  #typistTimer: ReturnType<typeof setTimeout> | undefined
  #seenTimer: ReturnType<typeof setTimeout> | undefined
  #typingToldAt = Number.NEGATIVE_INFINITY

  /** Opens by itself. What the visitor wrote before and never left is sent when the chat is open. */
  constructor(around: Surroundings) {
    this.#around = around
    this.#storeAs = `facet.widget.${around.address}`
    this.#api = chatApi(around, () => this.#state.session?.token ?? '')
    this.#outbox = openOutbox({
      store: around.store,
      storeAs: `${this.#storeAs}.outbox`,
      api: this.#api,
      isOpen: () => this.#state.session !== undefined,
      newId: around.newId ?? (() => crypto.randomUUID()),
      onChange: (outgoing) => this.#set({ outgoing }),
      onSent: (conversationId) => this.#follow(conversationId),
    })
    around.onWake?.(() => {
      this.#wake()
      this.#tellSeen()
    })
    void this.#outbox.restore().then(() => this.#open())
  }

  readonly state = (): ChatState => this.#state

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  write(content: Content, preChat?: Record<string, string>): void {
    this.#outbox.post(content, preChat)
  }

  again(clientId: string): void {
    this.#outbox.again(clientId)
  }

  upload(file: Blob): Promise<Content> {
    return this.#api.upload(file)
  }

  async readEarlier(): Promise<void> {
    const first = this.#state.messages[0]?.seq
    if (first === undefined) return
    const { items } = await this.#api.thread({ before: first, limit: PAGE })
    this.#keep(items)
    this.#set({ hasEarlier: items.length === PAGE })
  }

  /** Tells our side that the visitor writes, at most every few seconds. */
  typing(): void {
    if (performance.now() - this.#typingToldAt < TYPING_PAUSE_MS) return
    this.#typingToldAt = performance.now()
    this.#line?.say({ type: 'typing' })
  }

  async askForPerson(): Promise<void> {
    await this.#api.askForPerson()
    this.#line?.resume()
  }

  async leave(): Promise<void> {
    await this.#api.leave()
    this.#line?.resume()
  }

  async rate(rating: number, reason?: string): Promise<void> {
    const conversationId = this.#state.conversation?.conversationId
    if (!conversationId) return
    await this.#api.rate({ conversationId, rating, ...(reason ? { reason } : {}) })
    this.#line?.resume()
  }

  /** The page goes away. What was written and never left stays for the next time. */
  stop(): void {
    this.#line?.stop()
    clearTimeout(this.#seenTimer)
    clearTimeout(this.#typistTimer)
    this.#listeners.clear()
  }

  #set(part: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }

  async #open(): Promise<void> {
    try {
      const { store } = this.#around
      const session = await this.#api.open((await store.getItem(this.#storeAs)) ?? undefined)
      await store.setItem(this.#storeAs, session.token)
      this.#set({ session, conversation: session.conversation ?? undefined })
      if (session.conversation) await this.#readLast(session.conversation.conversationId)
      this.#set({ phase: 'open' })
      this.#line ??= this.#connect()
      this.#outbox.flush()
    } catch (error) {
      if (error instanceof Refused) return this.#set({ phase: 'no_channel' })
      this.#set({ phase: 'unreachable' })
      setTimeout(() => void this.#open(), AGAIN_MS)
    }
  }

  #connect(): Line {
    const origin = this.#around.base.replace(/^http/, 'ws')
    const token = () => encodeURIComponent(this.#state.session?.token ?? '')
    return openLine({
      connect: () => new WebSocket(`${origin}/api/conversation/widget/socket?token=${token()}`),
      place: () => this.#place,
      hear: (frame) => this.#hear(frame),
      onState: (connected) => this.#set({ connected }),
      onUnknown: () => this.#beginAnew(),
    })
  }

  #beginAnew(): void {
    void this.#around.store.removeItem(this.#storeAs)
    this.#line?.stop()
    this.#line = undefined
    void this.#open()
  }

  #wake(): void {
    this.#line?.wake()
    this.#outbox.flush()
  }

  async #readLast(conversationId: string): Promise<void> {
    const { conversation, items } = await this.#api.thread({ limit: PAGE })
    const { lastSeq: after = 0, lastChange: change = 0 } = conversation ?? {}
    this.#place = { conversationId, after, change }
    this.#keep(items)
    this.#set({ hasEarlier: items.length === PAGE, standingAt: performance.now() })
  }

  /** The server put the words into this conversation; a new one begins behind what was said before. */
  #follow(conversationId: string | null): void {
    if (conversationId !== null && this.#place?.conversationId !== conversationId) {
      this.#place = { conversationId, after: 0, change: 0 }
      this.#set({ past: [...this.#state.past, ...this.#state.messages], messages: [] })
    }
    this.#line?.resume()
  }

  #hear(frame: SocketFrame): void {
    if (frame.type === 'messages') this.#take(frame)
    if (frame.type === 'typing') this.#showTypist({ name: frame.name })
    if (frame.type !== 'conversation') return
    const waited = this.#state.conversation?.status === 'queued'
    this.#set({ conversation: frame.conversation, standingAt: performance.now() })
    if (waited && frame.conversation.status === 'active') this.#around.onTurn?.(this.#state)
  }

  #take({ conversationId, upTo, change, items }: Extract<SocketFrame, { type: 'messages' }>): void {
    if (this.#place?.conversationId !== conversationId) return
    const { after, change: known } = this.#place
    this.#place = { conversationId, after: Math.max(after, upTo), change: Math.max(known, change) }
    if (items.some(({ author }) => author.kind !== 'customer')) this.#showTypist(undefined)
    this.#keep(items)
  }

  #keep(items: readonly Message[]): void {
    const bySeq = new Map(this.#state.messages.map((message) => [message.seq, message]))
    for (const message of items) bySeq.set(message.seq, message)
    this.#set({ messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq) })
    this.#outbox.arrived(new Set(items.map(({ sourceId }) => sourceId.slice(sourceId.lastIndexOf(':') + 1))))
    this.#tellSeen()
  }

  #showTypist(typist: ChatState['typist']): void {
    clearTimeout(this.#typistTimer)
    if (typist) this.#typistTimer = setTimeout(() => this.#set({ typist: undefined }), TYPIST_SHOWN_MS)
    if (typist !== this.#state.typist) this.#set({ typist })
  }

  /** Words have reached this browser; they are read when somebody looks at it. */
  #tellSeen(): void {
    clearTimeout(this.#seenTimer)
    this.#seenTimer = setTimeout(() => {
      const delivered = this.#place?.after ?? 0
      if (delivered > 0) this.#line?.say({ type: 'seen', delivered, read: this.#around.isHidden?.() ? 0 : delivered })
    }, SEEN_PAUSE_MS)
  }
}
