import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Vite writes a hash of the content into these names: what was read once never changes. */
const ASSETS = '/assets/'
/** The chat widget lives inside the pages of others; nothing else does. */
const WIDGET_PAGE = '/widget.html'
/** Also its loader, which those pages fetch. */
const WIDGET_FILE = /^\/widget[\w.-]*$/

/** The built web app. An address that is no file of it and no API is a page of the console; it finds its way itself. */
export async function serveConsole(server: FastifyInstance, root = path.resolve('dist/web')): Promise<void> {
  if (!existsSync(root)) return
  await server.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: false,
    setHeaders: (reply, file) => describeFile(reply, `/${path.relative(root, file).replaceAll(path.sep, '/')}`),
  })
  server.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith(ASSETS)) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}

function describeFile(reply: FastifyReply, file: string): void {
  void reply.header('cache-control', file.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (WIDGET_FILE.test(file)) void reply.header('cross-origin-resource-policy', 'cross-origin')
  if (file !== WIDGET_PAGE) return
  const policy = String(reply.getHeader('content-security-policy') ?? '')
  void reply
    .removeHeader('x-frame-options')
    .header('content-security-policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'))
}
