import { EventEmitter } from 'node:events'

/** A wake-up inside this process. It carries nothing: whoever wakes looks into the database. */
export interface Wake {
  wake(): void
  onWake(listener: () => void): () => void
}

/** Fires when this process has committed something to the outbox. */
export const outboxSignal: Wake = createWake()

export function createWake(): Wake {
  const emitter = new EventEmitter().setMaxListeners(100)
  return {
    wake: () => void emitter.emit('wake'),
    onWake: (listener) => {
      emitter.on('wake', listener)
      return () => emitter.off('wake', listener)
    },
  }
}
