import type { LiveConnection } from './connection.ts'
import type { Hearing } from './topic.ts'

/** Who listens to which topic of which tenant. */
export interface Audience {
  join(connection: LiveConnection, topic: string, hearing: Exclude<Hearing, 'nothing'>): void
  leave(connection: LiveConnection, topics: Iterable<string>): void
  /** A frame is made once, and only when somebody listens: the event, and the stir for who may not know what it was. */
  tell(tenantId: string, topic: string, makeFrame: () => string, makeStir: () => string): void
}

export function createAudience(): Audience {
  const listeners = new Map<string, Set<LiveConnection>>()
  return {
    join: (connection, topic, hearing) => {
      const key = keyOf(connection.context.tenantId, topic)
      connection.topics.set(topic, hearing)
      listeners.set(key, (listeners.get(key) ?? new Set()).add(connection))
    },
    leave: (connection, topics) => {
      for (const topic of topics) {
        const key = keyOf(connection.context.tenantId, topic)
        connection.topics.delete(topic)
        const audience = listeners.get(key)
        audience?.delete(connection)
        if (audience?.size === 0) listeners.delete(key)
      }
    },
    tell: (tenantId, topic, makeFrame, makeStir) => {
      const audience = listeners.get(keyOf(tenantId, topic))
      if (!audience) return
      const frame = makeFrame()
      for (const connection of audience) {
        connection.send(connection.topics.get(topic) === 'stirs' ? makeStir() : frame)
      }
    },
  }
}

function keyOf(tenantId: string, topic: string): string {
  return `${tenantId} ${topic}`
}
