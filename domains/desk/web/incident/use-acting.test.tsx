// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { registerLocale } from '#kit/i18n'
import { show, type Shown } from '#kit/testing'
import en from '../../locale/en.json' with { type: 'json' }
import zh from '../../locale/zh-CN.json' with { type: 'json' }
import type { IncidentDetail } from '../api.ts'
import { Refused } from './refused.tsx'
import { useActing } from './use-acting.ts'

registerLocale('desk', { en, 'zh-CN': zh })

const ID = '019a9f00-0000-7000-8000-0000000000aa'
const AT = '2026-11-20T01:12:00Z'
const incident = (version: number) => ({
  id: ID,
  number: 'INC-2026-000001',
  subject: 'Disk',
  state: 'in_progress',
  stateGroup: 'open',
  priority: 'p2',
  customerId: null,
  siteId: null,
  personId: null,
  teamId: null,
  assigneeId: null,
  fields: { origin: 'device' },
  openTasks: 0,
  dueAt: null,
  openedAt: AT,
  doneAt: null,
  closedAt: null,
  updatedAt: AT,
  version,
  customerName: null,
  customerAlias: null,
  siteName: null,
  siteAlias: null,
  personName: null,
  personAlias: null,
  assigneeName: null,
})
const detail = (version: number) =>
  ({ incident: incident(version), clocks: [], links: [], tasks: [], acts: [], version }) as unknown as IncidentDetail

function Resolving() {
  const acting = useActing(detail(3), { asOpened: true })
  return (
    <>
      <button
        type="button"
        id="resolve"
        onClick={() => acting.perform('resolve', { fields: { resolution: 'Swapped' } })}
      />
      <Refused acting={acting} />
    </>
  )
}

/** A server on which somebody else has made version 4 of the incident meanwhile. */
function serverAtVersion4(): string[] {
  const sent: string[] = []
  const answer = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  vi.stubGlobal('fetch', async (_url: string, { method = 'GET', headers = {} }: RequestInit) => {
    if (method === 'GET') return answer(200, detail(4))
    const version = (headers as Record<string, string>)['if-match']!
    sent.push(version)
    if (version === '"4"') return answer(200, incident(5))
    return answer(412, {
      type: 'about:blank',
      title: 'Changed',
      status: 412,
      code: 'engine.version-conflict',
      traceId: 't',
    })
  })
  return sent
}

let shown: Shown
afterEach(async () => {
  await shown.close()
  vi.unstubAllGlobals()
})

test('who was slower is told so, takes the newer state and tries again', async () => {
  const sent = serverAtVersion4()
  shown = await show(<Resolving />)
  await shown.click('#resolve')
  await vi.waitFor(() => expect(shown.text()).toContain('Somebody changed this incident meanwhile'))
  await shown.click('.error-notice button')
  await vi.waitFor(() => expect(shown.text()).toBe(''))
  await shown.click('#resolve')
  await act(() => vi.waitFor(() => expect(sent).toEqual(['"3"', '"4"'])))
  expect(shown.text()).toBe('')
})
