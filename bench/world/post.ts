import { Agent, request } from 'node:http'

/** POSTs JSON over kept-alive connections with as little work of the client as possible; answers the status. */
export function poster(url: string, headers: Readonly<Record<string, string>>, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post: (body: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(
          url,
          { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (response) => {
            response.resume()
            response.once('end', () => resolve(response.statusCode ?? 0))
          },
        )
        sent.once('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}
