import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An OpenAI-compatible endpoint that says what it is told to say. */
export interface ModelSimulator {
  /** Ends in `/v1`. */
  readonly url: string
  readonly requests: ModelRequest[]
  /** What the next calls do, in order; after the last one it says "ok". */
  script(...steps: readonly ModelStep[]): void
  stop(): Promise<void>
}

export interface ModelRequest {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown> & { messages?: { role: string; content: string }[] }
}

export type ModelStep =
  | { readonly say: string; readonly tokens?: { prompt: number; completion: number } }
  /** The pieces of a stream; `cut` breaks it off before its end. */
  | { readonly pieces: readonly string[]; readonly cut?: boolean }
  | { readonly status: number }
  | 'silence'
  | 'nonsense'

export async function startModelSimulator(): Promise<ModelSimulator> {
  const requests: ModelRequest[] = []
  const steps: ModelStep[] = []
  const server = http.createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as ModelRequest['body']
    requests.push({ path: request.url!, authorization: request.headers.authorization, body })
    if (request.url!.endsWith('/embeddings')) return sendJson(response, embeddings(body['input'] as string[]))
    answer(steps.shift() ?? { say: 'ok' }, response)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script: (...next) => void steps.push(...next),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(step: ModelStep, response: http.ServerResponse): void {
  if (step === 'silence') return
  if (step === 'nonsense') return void response.end('<html>gateway</html>')
  if ('status' in step) return void response.writeHead(step.status).end('{"error":{"message":"no"}}')
  if ('pieces' in step) return sendStream(step, response)
  const { tokens } = step
  sendJson(response, {
    choices: [{ message: { role: 'assistant', content: step.say } }],
    ...(tokens ? { usage: { prompt_tokens: tokens.prompt, completion_tokens: tokens.completion } } : {}),
  })
}

function sendStream(
  { pieces, cut }: { pieces: readonly string[]; cut?: boolean },
  response: http.ServerResponse,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': hello\n\n')
  for (const content of pieces) response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
  if (cut) return void response.end()
  response.write(`data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 11, completion_tokens: 7 } })}\n\n`)
  response.end('data: [DONE]\n\n')
}

function embeddings(input: readonly string[]) {
  const data = input.map((one, index) => ({ index, embedding: [one.length, one.codePointAt(0) ?? 0] }))
  return { data: data.reverse(), usage: { prompt_tokens: 5 } }
}

function sendJson(response: http.ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
