// @vitest-environment happy-dom
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { show, until, type Shown } from '#kit/testing'
import { mayOf, SESSION_KEY, useForgetSession, useSessionState } from './session.tsx'

const session = {
  user: { id: '019a9f00-0000-7000-8000-000000000001', name: 'Su Qing', email: null, locale: 'en' },
  tenant: {
    id: '019a9f00-0000-7000-8000-000000000002',
    name: 'Yunqi Services',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    demo: false,
  },
  roles: [],
  permissions: [],
  customerId: null,
}
const signedOut = () =>
  Response.json(
    { type: '', title: 'Sign in first', status: 401, code: 'engine.signed-out', traceId: '' },
    { status: 401 },
  )

function Gate() {
  const state = useSessionState()
  const forget = useForgetSession()
  const cache = useQueryClient()
  const work = useQuery({
    queryKey: ['work'],
    queryFn: () => Promise.resolve('work'),
    enabled: state.kind === 'signed-in',
  })
  return (
    <>
      <button type="button" data-forget onClick={() => void forget()}>
        {state.kind} {work.data}
      </button>
      <button type="button" data-ask onClick={() => void cache.invalidateQueries({ queryKey: SESSION_KEY })} />
    </>
  )
}

describe('the session', () => {
  let answer: () => Response
  let shown: Shown
  const states: string[] = []

  beforeEach(() => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer())
  })
  afterEach(async () => {
    await shown.close()
    vi.restoreAllMocks()
  })

  it('of nobody is an answer that stays while it is asked again, so that a half-filled form stays too', async () => {
    answer = signedOut
    shown = await show(<Gate />)
    await until(() => expect(shown.text()).toBe('signed-out '))
    const watcher = new MutationObserver(() => states.push(shown.text()))
    watcher.observe(shown.element, { childList: true, characterData: true, subtree: true })
    await shown.click('[data-ask]')
    await until(() => expect(fetch).toHaveBeenCalledTimes(2))
    expect(states).toEqual([])
    watcher.disconnect()
  })

  it('begins when the server knows who came', async () => {
    answer = signedOut
    shown = await show(<Gate />)
    await until(() => expect(shown.text()).toBe('signed-out '))
    answer = () => Response.json(session)
    await shown.click('[data-forget]')
    await until(() => expect(shown.text()).toBe('signed-in work'))
  })
})

describe('permissions', () => {
  it.each([
    [['desk.incident.read'], 'desk.incident.read', true],
    [['desk.incident.read'], 'desk.incident.close', false],
    [['*'], 'desk.incident.close', true],
    [[], 'desk.incident.read', false],
  ])('%o may %s: %s', (permissions, permission, expected) => {
    expect(mayOf(permissions, permission)).toBe(expected)
  })
})
