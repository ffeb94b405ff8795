import type { FastifyInstance } from 'fastify'
import type { Gate } from '#engine/http'
import type { LiveHub } from './hub.ts'

/** `GET /api/live`, a WebSocket for whoever is signed in. */
export function addLiveRoute(server: FastifyInstance, hub: LiveHub, gate: Gate): void {
  server.get('/api/live', { websocket: true, schema: { hide: true } }, async (socket, request) => {
    const waiting: string[] = []
    let receive = (frame: string): void => void waiting.push(frame)
    // Frames may arrive while the caller is still being recognised.
    socket.on('message', (data: Buffer) => receive(data.toString('utf8')))
    const context = await gate.authenticate(request)
    if (!context) return socket.close(4401, 'sign in first')
    const attached = hub.attach(socket, context)
    receive = attached.receive
    for (const frame of waiting) receive(frame)
    socket.on('close', attached.closed)
    socket.on('error', attached.closed)
  })
}
