import { CannotStart } from '#engine/kernel'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { PortProtocol } from '#engine/assembly'

/** A stranger who connects and says nothing is let go after this long. */
const SILENT_MS = 20_000

export interface OpenPort {
  readonly port: number
  close(): Promise<void>
}

/**
 * Serves everything on one port: the first byte of a connection tells HTTP from the other protocols
 * (an MQTT client begins with 0x10, and every HTTP method with a letter).
 */
export async function openPort(
  http: FastifyInstance,
  protocols: readonly PortProtocol[],
  { host, port }: { host: string; port: number },
): Promise<OpenPort> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(SILENT_MS, () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      socket.pause()
      socket.unshift(first)
      const other = protocols.find((protocol) => protocol.recognises(first[0]!))
      if (other) other.accept(socket)
      else http.server.emit('connection', socket)
      socket.resume()
    })
  })
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Found out before anything is started: a taken port is the most usual reason why a start fails. */
export async function refuseTakenPort({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer()
  await listen(server, host, port)
  await new Promise((resolve) => server.close(resolve))
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new CannotStart(`Port ${port} is in use: set PORT to a free one`) : error)
    })
    server.listen(port, host, resolve)
  })
}
