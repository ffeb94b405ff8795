import { afterEach, expect, test, vi } from 'vitest'
import { NotReached, reaching } from './not-reached.ts'

afterEach(() => vi.restoreAllMocks())

const failing = (error: Error) => vi.spyOn(globalThis, 'fetch').mockRejectedValue(error)

test.each([
  [new TypeError('Load failed'), 'no-connection', 'as Safari says it'],
  [new TypeError('NetworkError when attempting to fetch resource.'), 'no-connection', 'as Firefox says it'],
  [new DOMException('signal timed out', 'TimeoutError'), 'timed-out', 'nobody answered'],
])('%s is %s: %s', async (error, because, _because) => {
  failing(error)
  await expect(reaching('/api')).rejects.toMatchObject({ name: 'NotReached', because, cause: error })
})

test('a request that its caller gave up is not the line’s fault', async () => {
  failing(new DOMException('aborted', 'AbortError'))
  await expect(reaching('/api')).rejects.not.toBeInstanceOf(NotReached)
})

test('an answer that breaks off in the middle has not reached us', async () => {
  const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(broken))
  await expect(reaching('/api')).rejects.toBeInstanceOf(NotReached)
})

test('what arrives arrives whole: status, type and words; an empty answer, too', async () => {
  vi.spyOn(globalThis, 'fetch')
    .mockResolvedValueOnce(Response.json({ a: 1 }, { status: 418 }))
    .mockResolvedValueOnce(new Response(null, { status: 204 }))
  const teapot = await reaching('/api')
  expect([teapot.status, teapot.headers.get('content-type'), await teapot.json()]).toEqual([
    418,
    'application/json',
    { a: 1 },
  ])
  expect((await reaching('/api')).status).toBe(204)
})
