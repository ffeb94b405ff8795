import type { z } from 'zod'
import type { message } from '../../contract/shapes.ts'

type Message = z.infer<typeof message>

/** What the browser has of a thread: messages by place, and how far it has read along. */
export interface Thread {
  readonly messages: readonly Message[]
  readonly lastSeq: number
  readonly lastChange: number
}

export interface ThreadPage {
  readonly items: readonly Message[]
  readonly lastSeq: number
  readonly lastChange: number
}

/** Adds a page, older or newer: a place has one message, and the later change of it wins. */
export function mergeThread(known: Thread | undefined, page: ThreadPage): Thread {
  const bySeq = new Map(known?.messages.map((message) => [message.seq, message]))
  for (const message of page.items) {
    const former = bySeq.get(message.seq)
    if (!former || former.change <= message.change) bySeq.set(message.seq, message)
  }
  return {
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    lastSeq: Math.max(known?.lastSeq ?? 0, page.lastSeq),
    lastChange: Math.max(known?.lastChange ?? 0, page.lastChange),
  }
}
