import type { LiveConnection } from './connection.ts'

/** Who listens to which topic of which tenant. */
export interface Audience {
  join(connection: LiveConnection, topic: string): void
  leave(connection: LiveConnection, topics: Iterable<string>): void
  /** The frame is made once, and only when somebody listens. */
  tell(tenantId: string, topic: string, makeFrame: () => string): void
}

export function createAudience(): Audience {
  const listeners = new Map<string, Set<LiveConnection>>()
  return {
    join: (connection, topic) => {
      const key = keyOf(connection.context.tenantId, topic)
      connection.topics.add(topic)
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
    tell: (tenantId, topic, makeFrame) => {
      const audience = listeners.get(keyOf(tenantId, topic))
      if (!audience) return
      const frame = makeFrame()
      for (const connection of audience) connection.send(frame)
    },
  }
}

function keyOf(tenantId: string, topic: string): string {
  return `${tenantId} ${topic}`
}
