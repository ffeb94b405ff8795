// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { show, until, type Shown } from '#kit/testing'
import '../locale.ts'
import { SignInPage } from './sign-in-page.tsx'

const options = {
  tenantName: 'Yunqi Services',
  oidc: [{ id: 'corp', label: 'Company account' }],
  demo: [
    { login: 'suqing', password: 'demo-word', name: 'Su Qing', role: 'agent', face: 'conversation' },
    { login: 'story', password: 'demo-word', name: 'Yunqi', role: 'story', face: 'story' },
  ],
  resetByMail: true,
}
const session = {
  user: { id: '019a9f00-0000-7000-8000-000000000001', name: 'Su Qing', email: null, locale: 'en' },
  tenant: {
    id: '019a9f00-0000-7000-8000-000000000002',
    name: 'Yunqi Services',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    demo: true,
  },
  roles: ['agent'],
  permissions: [],
  customerId: null,
}

let answers: Response[]
let sent: unknown[]
let shown: Shown

const problem = (code: string, title: string, status = 401) =>
  Response.json({ type: 'about:blank', title, status, code, traceId: 'trace-1' }, { status })

beforeEach(() => {
  answers = []
  sent = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
    if (init?.method !== 'POST') return Response.json(options)
    sent.push(JSON.parse(init.body as string))
    return answers.shift() ?? Response.json(session)
  })
})
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

async function open(): Promise<void> {
  shown = await show(<SignInPage />)
  await until(() => shown.find('.demo-role'))
}

async function type(name: string, value: string): Promise<void> {
  const field = shown.find(`input[name="${name}"]`) as HTMLInputElement
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  await act(async () => {
    set.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

async function submit(): Promise<void> {
  await act(async () => shown.find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
}

describe('the sign-in page', () => {
  it('signs in as a person of the demo company with one click', async () => {
    await open()
    expect(shown.text()).toContain('Su Qing, agent')
    expect(shown.text()).toContain('Play the whole story')
    await shown.click('.demo-role')
    await until(() => expect(sent).toEqual([{ login: 'suqing', password: 'demo-word' }]))
  })

  it('says why the account of the company was refused', async () => {
    window.history.replaceState(null, '', '/?refused=engine.oidc-unknown-person&label=Corp')
    await open()
    window.history.replaceState(null, '', '/')
    expect(shown.find('[role="alert"]').textContent).toContain('Corp knows you, but you have no account here')
  })

  it('says what is missing before it asks the server', async () => {
    await open()
    await submit()
    expect(shown.text()).toContain('Type your e-mail or staff number')
    expect(shown.text()).toContain('Type your password')
    expect(sent).toEqual([])
  })

  it('shows why the server refused, with the reference', async () => {
    answers = [problem('engine.wrong-login', 'Login or password is wrong')]
    await open()
    await type('login', 'suqing')
    await type('password', 'wrong')
    await submit()
    await until(() => expect(shown.find('[role="alert"]').textContent).toContain('Login or password is wrong'))
    expect(shown.find('[role="alert"]').textContent).toContain('Reference trace-1')
  })

  it('asks for the code of the authenticator app only when the server wants it', async () => {
    answers = [problem('engine.code-needed', 'Type the code of your authenticator app')]
    await open()
    expect(document.querySelector('input[name="code"]')).toBeNull()
    await type('login', 'suqing')
    await type('password', 'right')
    await submit()
    await until(() => shown.find('input[name="code"]'))
    await type('code', '123456')
    await submit()
    await until(() => expect(sent).toHaveLength(2))
    expect(sent[1]).toEqual({ login: 'suqing', password: 'right', code: '123456' })
  })
})
