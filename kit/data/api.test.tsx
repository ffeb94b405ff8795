// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { pageOf, pageQuery, route } from '#engine/http/contract'
import { show, until, type Shown } from '#kit/testing'
import { apiOf, useCommand } from './api.ts'
import { useRows } from './rows.ts'

const parcel = z.object({ id: z.string() })
const contract = {
  list: route({
    method: 'GET',
    path: '/api/parcels',
    summary: 'Parcels',
    may: 'public',
    query: pageQuery.extend({ region: z.string().optional() }),
    out: pageOf(parcel),
  }),
  get: route({
    method: 'GET',
    path: '/api/parcels/:id',
    summary: 'A parcel',
    may: 'public',
    params: z.object({ id: z.string() }),
    out: parcel,
  }),
  send: route({
    method: 'POST',
    path: '/api/parcels',
    summary: 'Send',
    may: 'public',
    body: z.object({ to: z.string() }),
    out: parcel,
  }),
}
const api = apiOf('parcels', contract)

interface Request {
  readonly url: string
  readonly key: string | undefined
}

function answering(answers: readonly (object | number)[]): Request[] {
  const requests: Request[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const answer = answers[requests.length] ?? 500
    const headers = init?.headers as Record<string, string>
    requests.push({ url: url as string, key: headers['idempotency-key'] })
    return typeof answer === 'number' ? new Response('', { status: answer }) : Response.json(answer)
  })
  return requests
}

let shown: Shown
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

describe('pages of a route', () => {
  function Parcels() {
    const rows = useRows(api.pages('list', { query: { region: 'sz' } }))
    return (
      <button type="button" onClick={rows.loadMore}>
        {rows.items.map(({ id }) => id).join(' ')} {rows.hasMore ? 'more' : 'end'}
      </button>
    )
  }

  it('follow the cursor of the page before, with the same filters', async () => {
    const requests = answering([
      { items: [{ id: 'a' }], next: 'after-a' },
      { items: [{ id: 'b' }], next: null },
    ])
    shown = await show(<Parcels />)
    await until(() => expect(shown.text()).toBe('a more'))
    await shown.click('button')
    await until(() => expect(shown.text()).toBe('a b end'))
    expect(requests.map(({ url }) => url)).toEqual(['/api/parcels?region=sz', '/api/parcels?region=sz&after=after-a'])
  })
})

describe('a command', () => {
  function Sender() {
    const { data } = useQuery(api.query('get', { params: { id: 'a' } }))
    const send = useCommand(api, 'send', { refetch: [api.key('get')] })
    return (
      <button type="button" onClick={() => send.mutate({ body: { to: 'B1' } })}>
        {data?.id} {send.status}
      </button>
    )
  }

  it('carries one Idempotency-Key through its retries, a new one for the next act, and reads again what it changed', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const requests = answering([{ id: 'a' }, 503, { id: 'sent' }, { id: 'a2' }, { id: 'sent' }, { id: 'a3' }])
    shown = await show(<Sender />)
    await until(() => expect(shown.text()).toBe('a idle'))
    await shown.click('button')
    await act(async () => vi.advanceTimersByTimeAsync(3000))
    await until(() => expect(shown.text()).toBe('a2 success'))
    await shown.click('button')
    await until(() => expect(shown.text()).toBe('a3 success'))
    const [, first, again, , second] = requests.map(({ key }) => key)
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(again).toBe(first)
    expect(second).not.toBe(first)
    vi.useRealTimers()
  })
})
