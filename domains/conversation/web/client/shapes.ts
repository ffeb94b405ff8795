/**
 * What travels between a customer's app and Facet. Written out, so that the client stands alone in an app; a test keeps
 * them equal to the contract.
 */
export interface File {
  readonly fileId: string | null
  readonly state: 'ready' | 'pending' | 'failed'
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
  readonly mediaId?: string | undefined
}

interface Picture {
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly caption?: string | undefined
}

export interface Citation {
  readonly articleId: string
  readonly title: string
  readonly updatedAt?: string | undefined
}

export type Content =
  | {
      readonly type: 'text'
      readonly text: string
      /** Which choice of a menu was taken. */
      readonly choiceId?: string | undefined
      readonly preview?: LinkPreview | undefined
      readonly citations?: readonly Citation[] | undefined
      readonly mail?: MailHead | undefined
    }
  | (File & Picture & { readonly type: 'image' })
  | (File & { readonly type: 'voice'; readonly seconds?: number | undefined; readonly transcript?: string | undefined })
  | (File & Picture & { readonly type: 'video'; readonly seconds?: number | undefined })
  | (File & { readonly type: 'file' })
  | (File & { readonly type: 'sticker' })
  | (File & {
      readonly type: 'mini_program'
      readonly title: string
      readonly appId: string
      readonly page: string
    })
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly label: string }
  | {
      readonly type: 'link'
      readonly url: string
      readonly title: string
      readonly description?: string | undefined
      readonly imageUrl?: string | undefined
    }
  | {
      readonly type: 'card'
      readonly title: string
      readonly lines: readonly { readonly label: string; readonly value: string }[]
      readonly url?: string | undefined
    }
  | {
      readonly type: 'menu'
      readonly text: string
      readonly choices: readonly { readonly id: string; readonly label: string }[]
      readonly citations?: readonly Citation[] | undefined
    }
  | { readonly type: 'event'; readonly event: string; readonly details: Readonly<Record<string, unknown>> }
  | { readonly type: 'note'; readonly text: string; readonly mentions: readonly string[] }

/** Of what came as a mail; a chat never has it. */
export interface MailHead {
  readonly subject: string
  readonly messageId: string
  readonly references: readonly string[]
  readonly automatic: boolean
  readonly original?: string | undefined
}

export interface LinkPreview {
  readonly url: string
  readonly title: string
  readonly description: string | null
  readonly site: string | null
}

export interface Message {
  /** Its place in the conversation: 1, 2, 3 … without holes, apart from what the customer does not see. */
  readonly seq: number
  readonly change: number
  readonly author: {
    readonly kind: 'customer' | 'agent' | 'bot' | 'system'
    readonly id: string | null
    readonly name: string | null
  }
  readonly sourceId: string
  readonly content: Content
  /** Opens the file of the message for an hour. */
  readonly fileUrl: string | null
  readonly internal: boolean
  readonly replyTo: number | null
  /** RFC 3339. */
  readonly sentAt: string
  readonly state: 'queued' | 'sent' | 'delivered' | 'failed' | null
  readonly failure: string | null
  readonly editedAt: string | null
  readonly recalledAt: string | null
  readonly reactions: Readonly<Record<string, readonly string[]>> | null
}

export interface Standing {
  readonly conversationId: string
  readonly queueId: string
  readonly position: number
  readonly waitedSeconds: number
  readonly expectedSeconds: number | null
}

export interface VisitorConversation {
  readonly conversationId: string
  readonly status: 'bot' | 'queued' | 'active' | 'closed'
  readonly agentName: string | null
  readonly lastSeq: number
  readonly lastChange: number
  /** How far our side has read. */
  readonly agentReadSeq: number
  /** The place in the queue, while one waits. */
  readonly standing: Standing | null
  readonly rating: number | null
  readonly surveyed: boolean
}

export interface PreChatField {
  readonly name: string
  readonly label: { readonly en: string; readonly 'zh-CN': string }
  readonly required: boolean
  readonly kind: 'text' | 'email' | 'phone' | 'choice'
  readonly options?: readonly string[] | undefined
}

export interface Session {
  readonly token: string
  readonly title: string
  readonly accent: string
  readonly botName: string | null
  readonly greeting: string
  readonly preChat: readonly PreChatField[]
  readonly conversation: VisitorConversation | null
}

/** What the server says over the socket. `after`: the place before the first item, to notice a gap. */
export type SocketFrame =
  | {
      readonly type: 'messages'
      readonly conversationId: string
      readonly after: number
      readonly upTo: number
      readonly change: number
      readonly items: readonly Message[]
    }
  | { readonly type: 'conversation'; readonly conversation: VisitorConversation }
  | { readonly type: 'typing'; readonly name: string | null }
  | { readonly type: 'ping' }
  | { readonly type: 'pong'; readonly upTo: number }

/** What the client says over the socket. */
export type VisitorFrame =
  | { readonly type: 'resume'; readonly conversationId: string; readonly after: number; readonly change: number }
  | { readonly type: 'seen'; readonly delivered: number; readonly read: number }
  | { readonly type: 'typing' }
  | { readonly type: 'ping'; readonly upTo: number }
  | { readonly type: 'pong' }
