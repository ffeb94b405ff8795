/** Signing in to a real IMAP server with a provider's token: RFC 6749 §6 gives it, XOAUTH2 tells it. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { startMailServer, type MailServer } from '#test/mail-server'
import { openStudio } from './studio.ts'

/** A provider: gives tokens for the one refresh token, and tells the mail server which are good. */
interface Provider {
  readonly server: Server
  readonly url: string
  readonly asked: URLSearchParams[]
  readonly good: Map<string, string>
  user: string
}

let provider: Provider
let mail: MailServer

async function startProvider(): Promise<Provider> {
  const asked: URLSearchParams[] = []
  const good = new Map<string, string>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (url.pathname === '/introspect') {
      const username = good.get(url.searchParams.get('token') ?? '')
      return answer(200, username === undefined ? { active: false } : { active: true, username })
    }
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(text)
      asked.push(form)
      if (form.get('refresh_token') !== 'refresh-1') return answer(400, { error: 'invalid_grant' })
      const token = `token-${newId()}`
      good.set(token, provider.user)
      answer(200, { access_token: token, token_type: 'Bearer', expires_in: 3600 })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, good, user: '' }
}

beforeAll(async () => {
  provider = await startProvider()
  mail = await startMailServer({ introspectionUrl: `${provider.url}/introspect?token=` })
})
beforeEach(() => {
  provider.asked.length = 0
  provider.good.clear()
})
afterAll(async () => {
  await mail.stop()
  await new Promise((closed) => provider.server.close(closed))
})

async function mailbox(refreshToken = 'refresh-1') {
  const studio = await openStudio()
  provider.user = newId()
  const channel = await studio.addChannel('email', {
    address: 'support@yunqi.example',
    username: provider.user,
    signIn: 'oauth',
    oauthTokenUrl: `${provider.url}/token`,
    oauthClientId: 'facet',
    oauthClientSecret: 'client-secret',
    oauthRefreshToken: refreshToken,
    oauthScope: 'mail',
    imapHost: mail.host,
    imapPort: mail.port,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
  })
  const read = () => studio.run('conversation.read_feed', { channelId: channel.channelId, name: 'INBOX', hint: null })
  return { ...studio, channel, read }
}

const letter = (id: string) =>
  `From: li@hengtai.example\r\nMessage-ID: <${id}@hengtai.example>\r\nSubject: Laptop\r\n\r\nIt is slow.\r\n`

test('a mailbox is read with a token, which is asked for once and told nowhere', async () => {
  const { read, rows, context, parts } = await mailbox()
  await mail.deliver(provider.user, letter('a'))
  await read()
  await mail.deliver(provider.user, letter('b'))
  await read()
  expect(await rows("select text from conversation.message where type = 'text'")).toHaveLength(2)
  expect(provider.asked.map((form) => Object.fromEntries(form))).toEqual([
    {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'facet',
      client_secret: 'client-secret',
      scope: 'mail',
    },
  ])
  const [shown] = await parts.channels.list(context)
  expect(shown!.secretsSet.toSorted()).toEqual(['oauthClientSecret', 'oauthRefreshToken'])
  expect(JSON.stringify(shown)).not.toMatch(/refresh-1|client-secret|token-/)
})

test('a token that the server no longer takes is renewed once', async () => {
  const { read } = await mailbox()
  await read()
  provider.good.clear()
  await read()
  expect(provider.asked).toHaveLength(2)
})

test('a refresh token that was taken back is named with the channel', async () => {
  const { read, context, parts } = await mailbox('refresh-2')
  await expect(read()).rejects.toThrow('invalid_grant')
  const [shown] = await parts.channels.list(context)
  expect(shown!.feeds).toMatchObject([{ failure: 'sign-in-refused: invalid_grant' }])
})

test('what a way of signing in needs is asked for by its name', async () => {
  const { service, context } = await openStudio()
  const hosts = { imapHost: 'imap.example', smtpHost: 'smtp.example' }
  const settings = { address: 'support@yunqi.example', username: 'support', signIn: 'oauth', ...hosts }
  await expect(service.createChannel(context, { kind: 'email', name: 'mail', settings })).rejects.toMatchObject({
    problems: ['oauthTokenUrl', 'oauthClientId', 'oauthRefreshToken'].map((name) =>
      expect.objectContaining({ path: expect.stringContaining(name) }),
    ),
  })
})
