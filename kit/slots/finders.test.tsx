// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { show, type Shown } from '#kit/testing'
import { defineFinder, FOUND_MAX, useFound, type Found, type May } from './finders.ts'

const everything: May = () => true
const readsInvoices: May = (permission) => permission === 'invoice.read'
const asked: string[] = []
const stopped: string[] = []

function thing(id: string): Found {
  return { id, title: `thing ${id}`, path: `/${id}` }
}

defineFinder({
  id: 'quick',
  titleKey: 'quick',
  find: async (words) => {
    asked.push(words)
    return Array.from({ length: FOUND_MAX + 3 }, (_, index) => thing(`quick-${index}`))
  },
})
defineFinder({
  id: 'hanging',
  titleKey: 'hanging',
  find: (words, signal) =>
    new Promise(() => {
      signal.addEventListener('abort', () => stopped.push(words))
    }),
})
defineFinder({ id: 'broken', titleKey: 'broken', find: async () => Promise.reject(new Error('down')) })
defineFinder({
  id: 'invoices',
  titleKey: 'invoices',
  may: ['invoice.read', 'all'],
  find: async () => [thing('invoice')],
})

function Search({ words, may }: { words: string; may: May }) {
  const { groups, asking } = useFound(words, may)
  const line = groups.map(({ finder, found }) => `${finder.id}:${found.length}`).join(' ')
  return <p>{`${line} ${asking ? 'asking' : 'done'}`}</p>
}

describe('the finders', () => {
  let shown: Shown
  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    stopped.length = 0
  })
  afterEach(async () => {
    await shown.close()
    vi.useRealTimers()
  })
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

  it('answer one by one: a slow one and a failing one hold nobody up, and the slow one is given up', async () => {
    shown = await show(<Search words="x" may={everything} />)
    await pass(200)
    expect(shown.text()).toBe(`quick:${FOUND_MAX} invoices:1 asking`)
    await pass(9_000)
    expect(shown.text()).toBe(`quick:${FOUND_MAX} invoices:1 done`)
    expect(stopped).toEqual(['x'])
  })

  it('are asked only where one of their permissions is held', async () => {
    shown = await show(<Search words="x" may={readsInvoices} />)
    await pass(200)
    expect(shown.text()).toContain('invoices:1')
    await shown.close()
    shown = await show(<Search words="x" may={() => false} />)
    await pass(200)
    expect(shown.text()).toBe(`quick:${FOUND_MAX} asking`)
  })

  it('are not asked for every letter, and not any more for words that have changed', async () => {
    shown = await show(<Search words="a" may={everything} />)
    await pass(50)
    await shown.close()
    shown = await show(<Search words="ab" may={everything} />)
    await pass(200)
    expect(asked).toEqual(['ab'])
    await shown.close()
    expect(stopped).toEqual(['ab'])
    shown = await show(<Search words=" " may={everything} />)
    expect(shown.text()).toBe(' done')
  })
})
