import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer, loadRefusalTexts } from '#engine/http'
import { testDatabase } from '#test/database'
import { serveConsole } from './serve-console.ts'

const ORIGINS: Readonly<Record<string, string[]>> = { open: [], shop: ['https://shop.example'] }

let server: FastifyInstance
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facet-console-'))
  mkdirSync(path.join(folder, 'assets'))
  for (const file of ['index.html', 'widget.html', 'widget.js', 'mark.svg', 'assets/console-Ab12.js']) {
    writeFileSync(path.join(folder, file), file)
  }
  server = await buildServer({
    database: await testDatabase(),
    gate: { authenticate: () => Promise.resolve(undefined), isAllowed: () => false },
    texts: loadRefusalTexts([]),
    routeSets: [],
    rawRoutes: [],
    logger: false,
    requestsPerMinute: 1000,
    uploadBytesMax: 1024,
    trustProxy: false,
  })
  await serveConsole(server, { root: folder, widgetOrigins: (key) => Promise.resolve(ORIGINS[key]) })
  await server.ready()
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string) => server.inject({ method: 'GET', url })

test.each([
  { url: '/', body: 'index.html', because: 'the console' },
  { url: '/desk/incidents/1?tab=all', body: 'index.html', because: 'a page of it' },
  { url: '/mark.svg', body: 'mark.svg', because: 'a file without a hash in its name' },
])('$url is asked for anew each time: $because', async ({ url, body }) => {
  const answer = await get(url)
  expect(answer).toMatchObject({ statusCode: 200, body })
  expect(answer.headers['cache-control']).toBe('no-cache')
})

test('what has a hash in its name is kept for ever', async () => {
  const answer = await get('/assets/console-Ab12.js')
  expect(answer).toMatchObject({ statusCode: 200, body: 'assets/console-Ab12.js' })
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('a build beside the running server is served at once', async () => {
  writeFileSync(path.join(folder, 'assets/console-New2.js'), 'new')
  expect(await get('/assets/console-New2.js')).toMatchObject({ statusCode: 200, body: 'new' })
})

test.each(['/assets/console-Old1.js', '/api/nothing', '/assets/', '/assets/..%2findex.html'])(
  '%s is not found, never a page',
  async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  },
)

test.each([
  { key: 'shop', ancestors: "'self' https://shop.example", because: 'the channel names its sites' },
  { key: 'nobody', ancestors: "'self'", because: 'there is no such channel' },
])('the widget of $key stands where it may: $because', async ({ key, ancestors }) => {
  const { headers } = await get(`/widget.html?key=${key}`)
  expect(headers['content-security-policy']).toContain(`frame-ancestors ${ancestors};`)
})

test('only the widget may stand in the pages of others', async () => {
  const widget = (await get('/widget.html?key=open')).headers
  expect(widget['content-security-policy']).toContain('frame-ancestors *;')
  expect(widget['content-security-policy']).toContain("script-src 'self'")
  expect(widget['x-frame-options']).toBeUndefined()
  expect((await get('/widget.js')).headers['cross-origin-resource-policy']).toBe('cross-origin')
  for (const url of ['/', '/widget.html/more', '/desk', '/mark.svg']) {
    const { headers } = await get(url)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  }
})
