import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Vite writes a hash of the content into these names: what was read once never changes. */
const ASSETS = '/assets/'
const ASSET = /^\/assets\/\w[\w.-]*$/
/** The chat widget lives inside the pages of others; nothing else does. */
const WIDGET_PAGE = '/widget.html'
/** Also its loader, which those pages fetch. */
const WIDGET_FILE = /^\/widget[\w.-]*$/

/** Sites that may show the widget of a key; empty: any. Undefined: there is none. */
export type WidgetOrigins = (key: string) => Promise<readonly string[] | undefined>

export interface ConsoleParts {
  /** Absent: any site. */
  readonly widgetOrigins?: WidgetOrigins
  readonly root?: string
}

/** The built web app. An address that is no file of it and no API is a page of the console; it finds its way itself. */
export async function serveConsole(server: FastifyInstance, parts: ConsoleParts = {}): Promise<void> {
  const { widgetOrigins, root = path.resolve('dist/web') } = parts
  if (!existsSync(root)) return
  if (widgetOrigins) limitFraming(server, widgetOrigins)
  await server.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: false,
    setHeaders: (reply, file) => describeFile(reply, `/${path.relative(root, file).replaceAll(path.sep, '/')}`),
  })
  server.get('/*', { schema: { hide: true } }, (request, reply) => {
    // Built while this process runs: the new page asks for names that were not there at the start.
    if (ASSET.test(request.url)) return reply.sendFile(request.url)
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

/** Each widget says which sites may show it: browsers obey, and ask again with every visit. */
function limitFraming(server: FastifyInstance, widgetOrigins: WidgetOrigins): void {
  server.addHook('onSend', async (request, reply) => {
    const { pathname, searchParams } = new URL(request.url, 'http://widget')
    if (pathname !== WIDGET_PAGE) return
    const origins = await widgetOrigins(searchParams.get('key') ?? '')
    if (origins?.length === 0) return
    const ancestors = ["'self'", ...(origins ?? [])].join(' ')
    const policy = String(reply.getHeader('content-security-policy') ?? '')
    void reply.header(
      'content-security-policy',
      policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${ancestors}`),
    )
  })
}
