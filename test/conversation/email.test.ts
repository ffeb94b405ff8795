/** E-mail against a real IMAP server, and an SMTP server that takes everything down. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import PostalMime from 'postal-mime'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { clock, freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { openDatabase } from '#engine/store'
import { startMailServer, type MailServer } from '#test/mail-server'
import { startSmtpSimulator, type SmtpSimulator } from '#test/smtp-simulator'
import { readFeed } from '../../domains/conversation/channels/feed.ts'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'
import { partsFor } from './studio-parts.ts'

let server: MailServer
let smtp: SmtpSimulator | undefined
let frozen: FrozenClock | undefined
beforeAll(async () => {
  server = await startMailServer()
})
afterAll(() => server.stop())
afterEach(async () => {
  frozen?.release()
  frozen = undefined
  await smtp?.stop()
  smtp = undefined
})

const ADDRESS = 'support@yunqi.example'

async function mailbox(settings: object = {}, conduct: object = {}) {
  smtp = await startSmtpSimulator()
  const studio = await openStudio()
  const user = newId()
  const given = {
    address: ADDRESS,
    senderName: '云启客服',
    username: user,
    password: server.password,
    imapHost: server.host,
    imapPort: server.port,
    imapSecurity: 'none',
    folders: ['INBOX'],
    smtpHost: '127.0.0.1',
    smtpPort: Number(new URL(smtp.url).port),
    smtpSecurity: 'none',
    signature: '云启信息',
    ...settings,
  }
  const channel = await studio.addChannel('email', given, conduct)
  const read = (name = 'INBOX', parts = studio.parts) =>
    readFeed(parts, studio.context, channel.channelId, { name, hint: null })
  const deliver = (source: string | Buffer, options?: Parameters<MailServer['deliver']>[2]) =>
    server.deliver(user, source, options)
  const messages = () =>
    studio.rows<{ content: never; id: string; text: string }>(
      'select content, source_id as id, text from conversation.message order by conversation_id, seq',
    )
  return { ...studio, smtp, user, channel, read, deliver, messages }
}

function fixture(name: string, replaced: Record<string, string> = {}): Buffer {
  const url = new URL(`../../domains/conversation/channels/email/mail/fixtures/${name}.eml`, import.meta.url)
  const source = readFileSync(url).toString('latin1')
  const text = Object.entries(replaced).reduce((whole, [from, to]) => whole.replaceAll(from, to), source)
  return Buffer.from(text, 'latin1')
}

let made = 0
function mailOf({
  from = 'Li Wen <liwen@hengtai.example>',
  subject = 'Laptop',
  text = 'It is slow.',
  id = '',
  head = '',
}) {
  const messageId = id || `m${++made}@hengtai.example`
  return [
    `From: ${from}`,
    `To: ${ADDRESS}`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    ...(head === '' ? [] : [head]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')
}

/** A conversation with an agent who can answer. */
async function served(mail: string | Buffer = mailOf({ id: 'first@hengtai.example' }), settings: object = {}) {
  const shop = await mailbox(settings)
  await shop.deliver(mail)
  await shop.read()
  const agent = await shop.addAgent('苏晴')
  const id = await shop.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const send = (content: object) =>
    reply(shop.parts, agent, { conversationId: id, clientId: newId(), content: content as never })
  const say = (text: string) => send({ type: 'text', text })
  const job = { conversationId: id, channelId: shop.channel.channelId }
  const post = () => shop.run('conversation.deliver', job)
  const states = () =>
    shop.rows(
      `select state, failure from conversation.message where author_kind = 'agent' and type <> 'event' order by seq`,
    )
  const sent = (index: number) => PostalMime.parse(shop.smtp.mails[index]!.source)
  return { ...shop, agent, id, job, send, say, post, states, sent }
}

test('a mail is a message with its subject, and the same mail read again is the same message', async () => {
  const { deliver, read, messages, rows } = await mailbox()
  await deliver(fixture('outlook'))
  await read()
  await read()
  const [message, ...others] = await messages()
  expect(others).toEqual([])
  expect(message).toMatchObject({
    id: 'TYZPR01MB1234@TYZPR01.apcprd01.prod.exchangelabs.example',
    text: '还是不行，按了电源键没有反应。',
    content: { mail: { subject: '答复: 电脑无法开机', original: expect.stringContaining('请长按电源键') } },
  })
  expect(await rows('select external_id, name, locale from conversation.contact')).toEqual([
    { external_id: 'liwen@hengtai.example', name: '李文', locale: 'zh-CN' },
  ])
})

test('what is attached follows as messages, and each file is fetched from its mail', async () => {
  const { deliver, read, messages, run, rows, channel } = await mailbox()
  await deliver(fixture('nested'))
  await read()
  expect((await messages()).map(({ id }) => id)).toEqual(
    ['', '#1', '#2', '#3'].map((end) => `nest1@hengtai.example${end}`),
  )
  const [{ id: conversationId }] = (await rows('select conversation_id as id from conversation.conversation')) as [
    { id: string },
  ]
  const files = await rows<{ seq: number }>(`select seq from conversation.message where type <> 'text'`)
  for (const { seq } of files) {
    await run('conversation.fetch_media', { conversationId, channelId: channel.channelId, seq })
  }
  expect(
    await rows(`select type, content ->> 'name' as name, content ->> 'state' as state, content ->> 'bytes' as bytes
      from conversation.message where type <> 'text' order by seq`),
  ).toEqual([
    { type: 'image', name: 'image.png', state: 'ready', bytes: '70' },
    { type: 'file', name: '合同 2026.pdf', state: 'ready', bytes: '9' },
    { type: 'file', name: 'mail.eml', state: expect.stringMatching(/ready|failed/), bytes: expect.any(String) },
  ])
  // Answers go where the mail wants them.
  expect(await rows('select external_id as id from conversation.contact')).toEqual([{ id: 'office@hengtai.example' }])
})

test('of a mail with a file that is too large the words are read, and the file is named as not kept', async () => {
  const { deliver, read, rows } = await mailbox()
  const file = Buffer.alloc(21 * 1024 * 1024, 65)
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n')
  const head = mailOf({ subject: 'Video' })
    .replace('text/plain; charset=utf-8', 'multipart/mixed; boundary=b')
    .replace('It is slow.', '--b\r\nContent-Type: text/plain\r\n\r\nSee the film.\r\n--b\r\n')
  await deliver(
    `${head.trimEnd()}\r\nContent-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--\r\n`,
  )
  await read()
  expect(await rows(`select type, text, content ->> 'state' as state from conversation.message order by seq`)).toEqual([
    { type: 'text', text: 'See the film.', state: null },
    { type: 'file', text: 'film.mp4', state: 'failed' },
  ])
})

test('a file whose mail was deleted meanwhile is named as not kept', async () => {
  const { deliver, read, run, rows, channel, user } = await mailbox({ folders: ['Support'] })
  await server.createFolder(user, 'Support')
  await deliver(fixture('nested'), { folder: 'Support' })
  await read('Support')
  await server.renumber(user, 'Support')
  const [{ id }] = (await rows('select conversation_id as id from conversation.conversation')) as [{ id: string }]
  await run('conversation.fetch_media', { conversationId: id, channelId: channel.channelId, seq: 2 })
  expect(await rows(`select content ->> 'state' as state from conversation.message where seq = 2`)).toEqual([
    { state: 'failed' },
  ])
})

test('the first reading takes the unread mails of the last day, and every later one what is new', async () => {
  const { deliver, read, messages } = await mailbox()
  await deliver(mailOf({ text: 'answered last year' }), { seen: true })
  await deliver(mailOf({ text: 'long ago' }), { at: new Date(clock.ms() - 9 * 86_400_000) })
  await deliver(mailOf({ text: 'waits' }))
  await read()
  await deliver(mailOf({ text: 'seen by a colleague meanwhile' }), { seen: true })
  await read()
  expect((await messages()).map(({ text }) => text)).toEqual(['waits', 'seen by a colleague meanwhile'])
})

test('a server that numbers its mails anew is read again, and nothing is doubled', async () => {
  const { deliver, read, messages, user, rows } = await mailbox({ folders: ['Support'] })
  await server.createFolder(user, 'Support')
  const mails = ['one', 'two'].map((text) => mailOf({ text }))
  for (const mail of mails) await deliver(mail, { folder: 'Support' })
  await read('Support')
  const [before] = await rows('select cursor from conversation.feed')
  await server.renumber(user, 'Support')
  for (const mail of [...mails, mailOf({ text: 'three' })]) await deliver(mail, { folder: 'Support', seen: true })
  await read('Support')
  expect((await messages()).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  expect((await rows('select cursor from conversation.feed'))[0]).not.toEqual(before)
})

test('more mails than one reading takes, read by two processes: each once, in their order', async () => {
  const { deliver, read, messages, database, parts, rows } = await mailbox()
  await Promise.all(Array.from({ length: 5 }, (_, lane) => deliver(mailOf({ text: `lane ${lane}` }))))
  for (let n = 0; n < 20; n++) await deliver(mailOf({ text: `mail ${n}` }))
  const other = openDatabase(database.settings, { app: 8, batch: 2 })
  const second = { ...parts, ...partsFor(other) }
  await Promise.all([read(), read('INBOX', second), read(), read('INBOX', second)])
  await read()
  await other.close()
  const texts = (await messages()).map(({ text }) => text)
  expect(texts).toHaveLength(25)
  expect(texts.slice(5)).toEqual(Array.from({ length: 20 }, (_, n) => `mail ${n}`))
  expect(await rows('select from conversation.conversation')).toHaveLength(1)
})

test('a mail without a sender is kept to be looked at, and those behind it are read', async () => {
  const { deliver, read, messages, rows } = await mailbox()
  await deliver(mailOf({ from: 'nobody' }))
  await deliver(mailOf({ text: 'here' }))
  await read()
  expect((await messages()).map(({ text }) => text)).toEqual(['here'])
  const [kept] = await rows<{ body: string }>('select body from conversation.unreadable')
  expect(kept!.body).toContain('From: nobody')
})

test('mails without a Message-ID are told apart by what they say', async () => {
  const { deliver, read, messages } = await mailbox()
  const bare = (text: string) => mailOf({ text }).replace(/Message-ID: .*\r\n/, '')
  await deliver(bare('one'))
  await deliver(bare('two'))
  await deliver(bare('one'))
  await read()
  expect((await messages()).map(({ text }) => text)).toEqual(['one', 'two'])
})

test('the customer is known by the address of a person', async () => {
  const { deliver, read, rows, database, context } = await mailbox()
  const { createParty } = await import('#engine/party')
  const party = createParty({ database })
  await party.createPerson(context, { name: '李文', email: 'LiWen@Hengtai.example', vip: true })
  await deliver(mailOf({ from: 'liwen@hengtai.example' }))
  await read()
  expect(await rows('select name, vip, person_id is not null as known from conversation.contact')).toEqual([
    { name: '李文', vip: true, known: true },
  ])
})

test('an answer is threaded by every mail program: subject, In-Reply-To, References, words and HTML', async () => {
  const { say, post, sent, smtp } = await served(fixture('gmail'))
  await say('Line 3 is <b>the</b> buffer.\n\nSee https://example.com/a?b=1&c=2')
  await post()
  const mail = await sent(0)
  expect(smtp.mails[0]).toMatchObject({ from: ADDRESS, to: 'anna.long@gmail.example' })
  expect(mail.subject).toBe('Re: Invoice 2026-10')
  expect(mail.from).toEqual({ name: '云启客服', address: ADDRESS })
  expect(mail.inReplyTo).toBe('<CAF+abc=DEF@mail.gmail.example>')
  expect(mail.references).toBe(
    '<first@gmail.example> <0190aaaabbbbccccddddeeee-2@yunqi.example> <CAF+abc=DEF@mail.gmail.example>',
  )
  expect(mail.messageId).toMatch(/^<[0-9a-f]{24}-\w+@yunqi\.example>$/)
  expect(mail.text).toContain('Line 3 is <b>the</b> buffer.')
  expect(mail.text).toContain('-- \n云启信息')
  expect(mail.html).toContain('Line 3 is &#60;b&#62;the&#60;/b&#62; buffer.')
  expect(mail.headers.some(({ key }) => key === 'auto-submitted')).toBe(false)
})

test('the customer answers our mail: same conversation, and only the new words are read', async () => {
  const { say, post, sent, deliver, read, messages, rows } = await served()
  await say('Restart it.')
  await post()
  const { messageId } = await sent(0)
  const head = `In-Reply-To: ${messageId}\r\nReferences: <first@hengtai.example> ${messageId}`
  const text = 'Done, thanks!\r\n\r\nOn Friday, 20 November 2026, Support wrote:\r\n> Restart it.'
  await deliver(mailOf({ subject: 'Re: Laptop', text, head }))
  await read()
  expect((await messages()).at(-1)).toMatchObject({ text: 'Done, thanks!' })
  expect(await rows('select from conversation.conversation')).toHaveLength(1)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('who reads along is known from the mail, and gets the answer and its file, as the agent leaves them', async () => {
  const head = [
    `Cc: Support <${ADDRESS.toUpperCase()}>, "Chen, Boss" <boss@hengtai.example>, Li Wen <liwen@hengtai.example>,`,
    ' Team: a@hengtai.example, b@hengtai.example;',
  ].join('\r\n')
  const { send, post, sent, messages, smtp, files, agent } = await served(mailOf({ head }))
  expect((await messages())[0]!.content).toMatchObject({
    mail: {
      others: [
        { address: 'boss@hengtai.example', name: 'Chen, Boss' },
        { address: 'a@hengtai.example', name: '' },
        { address: 'b@hengtai.example', name: '' },
      ],
    },
  })
  const copies = ['boss@hengtai.example', ADDRESS, 'liwen@hengtai.example']
  await send({ type: 'text', text: 'Done.', copies })
  const { id } = await files.keep(agent, { name: 'a.png', purpose: 'attachment', content: Readable.from([PNG]) })
  await send({ type: 'image', fileId: id, state: 'ready', name: 'x', mimeType: 'x', bytes: 1, copies })
  await send({ type: 'text', text: 'Between us.' })
  await post()
  const mails = await Promise.all(smtp.mails.map((_mail, index) => sent(index)))
  expect(mails.map(({ to, cc }) => [...to!, ...(cc ?? [])].map(({ address }) => address))).toEqual([
    ['liwen@hengtai.example', 'boss@hengtai.example'],
    ['liwen@hengtai.example', 'boss@hengtai.example'],
    ['liwen@hengtai.example'],
  ])
})

test('a file goes as an attachment', async () => {
  const { send, post, sent, files, agent } = await served()
  const stored = await files.keep(agent, { name: '接线图.png', purpose: 'attachment', content: Readable.from([PNG]) })
  await send({ type: 'image', fileId: stored.id, state: 'ready', name: 'x', mimeType: 'x', bytes: 1 })
  await post()
  const [attachment] = (await sent(0)).attachments
  expect(attachment).toMatchObject({ filename: '接线图.png', mimeType: 'image/png' })
  expect(Buffer.from(attachment!.content as ArrayBuffer)).toEqual(PNG)
})

test('the survey is a list of mails to send, and one of them is a rating and no conversation', async () => {
  const { say, post, sent, service, context, id, deliver, read, rows } = await served()
  await say('Done.')
  await service.closeWithSurvey(context, id)
  await post()
  const survey = await sent(1)
  expect(survey.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-replied')
  const [link] = /mailto:[^"]+/.exec(survey.html!)!
  const subject = decodeURIComponent(/subject=([^&]+)/.exec(link)![1]!)
  await deliver(mailOf({ subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, text: '5' }))
  await read()
  expect(await rows('select status, rating from conversation.conversation')).toEqual([{ status: 'closed', rating: 5 }])
})

test.each([
  { because: 'an absence note', mail: () => fixture('absence'), conversations: 0, event: 'automatic_reply' },
  { because: 'a late delivery', mail: () => fixture('dsn-delayed'), conversations: 0, event: undefined },
  { because: 'our own mail come back', mail: undefined, conversations: 0, event: undefined },
  { because: 'a newsletter', mail: () => fixture('newsletter'), conversations: 1, event: undefined },
])('$because opens $conversations conversations', async ({ mail, conversations, event }) => {
  const { deliver, read, rows, channel } = await mailbox()
  await deliver(mail?.() ?? mailOf({ head: `X-Facet-Channel: ${channel.channelId}` }))
  await read()
  expect(await rows('select from conversation.conversation')).toHaveLength(conversations)
  const events = await rows<{ name: string }>('select name from conversation.contact_event')
  expect(events.map(({ name }) => name)).toEqual(event === undefined ? [] : [event])
})

test('spam is tagged, and nothing automatic answers it or what a program has written', async () => {
  const { deliver, read, rows, run, smtp, channel, database, context, parts } = await mailbox()
  const { speak } = await import('../../domains/conversation/thread/speak.ts')
  await deliver(fixture('spam'))
  await deliver(fixture('newsletter'))
  await read()
  const talks = await rows<{ id: string; tags: string[] }>(
    'select conversation_id as id, tags from conversation.conversation order by opened_at, conversation_id',
  )
  expect(talks.map(({ tags }) => tags)).toEqual([['spam'], []])
  for (const { id } of talks) {
    const author = { kind: 'bot', id: null, name: null } as const
    const found = (await parts.channels.find(channel))!
    await database.withTenant(context, (tx) =>
      speak(tx, context, found, {
        conversationId: id,
        sourceId: newId(),
        author,
        content: { type: 'text', text: 'Hi!' },
      }),
    )
    await run('conversation.deliver', { conversationId: id, channelId: channel.channelId })
  }
  expect(smtp.mails).toEqual([])
  expect(await rows(`select distinct failure from conversation.message where author_kind = 'bot'`)).toEqual([
    { failure: 'refused' },
  ])
})

test('two programs that answer each other stop after five mails an hour, and go on after it', async () => {
  const shop = await served()
  const { speak } = await import('../../domains/conversation/thread/speak.ts')
  frozen = freezeClock(clock.iso())
  const author = { kind: 'bot', id: null, name: null } as const
  const found = (await shop.parts.channels.find(shop.channel))!
  const answer = async () => {
    const speech = {
      conversationId: shop.id,
      sourceId: newId(),
      author,
      content: { type: 'text', text: 'Hi!' },
    } as const
    await shop.database.withTenant(shop.context, (tx) => speak(tx, shop.context, found, speech))
    await shop.post()
  }
  for (let n = 0; n < 8; n++) await answer()
  expect(shop.smtp.mails).toHaveLength(5)
  frozen.advance(3_600_001)
  await answer()
  expect(shop.smtp.mails).toHaveLength(6)
})

test('a mail that could not be delivered is told to its agent', async () => {
  const { say, post, sent, deliver, read, states } = await served()
  await say('hello')
  await post()
  const { messageId } = await sent(0)
  await deliver(fixture('dsn', { '<ORIGINAL>': messageId! }))
  await read()
  expect(await states()).toEqual([{ state: 'failed', failure: 'unreachable' }])
})

test("a report about somebody else's mail changes nothing", async () => {
  const { say, post, deliver, read, states } = await served()
  await say('hello')
  await post()
  await deliver(fixture('dsn', { ORIGINAL: 'another@elsewhere.example' }))
  await read()
  expect(await states()).toEqual([{ state: 'sent', failure: null }])
})

test.each([
  { line: '550 5.1.1 user unknown', failure: 'unreachable', because: 'there is no such address' },
  { line: '552 5.3.4 too big', failure: 'too_large', because: 'it is too large' },
])('$line is told to the agent as $failure, and what follows goes on', async ({ line, failure }) => {
  const { say, post, states, smtp } = await served()
  smtp.answerRecipients(line, 1)
  await say('first')
  await say('second')
  await post()
  expect(await states()).toEqual([
    { state: 'failed', failure },
    { state: 'sent', failure: null },
  ])
})

test('a server that is busy is asked again later, and the order is kept', async () => {
  const { say, post, states, smtp, sent } = await served()
  smtp.answerRecipients('451 4.7.1 greylisted', 1)
  await say('first')
  await say('second')
  frozen = freezeClock(clock.iso())
  await post()
  expect(smtp.mails).toEqual([])
  frozen.advance(60_000)
  await post()
  expect([(await sent(0)).text, (await sent(1)).text].map((text) => text!.split('\n')[0])).toEqual(['first', 'second'])
  expect(await states()).toEqual([
    { state: 'sent', failure: null },
    { state: 'sent', failure: null },
  ])
})

test('a mailbox that cannot be read says so with its channel, in a sentence', async () => {
  const { read, parts, context } = await mailbox({ password: 'wrong' })
  await expect(read()).rejects.toThrow('sign-in-refused')
  const [shown] = await parts.channels.list(context)
  expect(shown!.feeds).toEqual([{ name: 'INBOX', readAt: null, failure: expect.stringContaining('sign-in-refused') }])
})

test.each([
  { because: 'all is well', settings: {}, outcome: 'connected', detail: /INBOX: 0/ },
  { because: 'the password is wrong', settings: { password: 'x' }, outcome: 'failed', detail: /sign-in-refused/ },
  {
    because: 'a folder does not exist',
    settings: { folders: ['Nowhere'] },
    outcome: 'failed',
    detail: /Nowhere|exist/,
  },
  { because: 'nobody answers', settings: { imapPort: 1 }, outcome: 'failed', detail: /ECONNREFUSED/ },
])('the test of the connection: $because', async ({ settings, outcome, detail }) => {
  const { channel } = await mailbox(settings)
  expect(await channel.kind.check!(channel.connection)).toEqual({ outcome, detail: expect.stringMatching(detail) })
})

test.each([
  { host: '127.0.0.1', security: 'tls', says: 'engine.outside-address-refused' },
  { host: 'localhost', security: 'starttls', says: 'engine.outside-address-refused' },
  { host: '169.254.169.254', security: 'tls', says: 'engine.outside-address-refused' },
  { host: '8.8.8.8', security: 'none', says: 'unencrypted' },
])('a mail server at $host by $security is not called from outside our network', async ({ host, security, says }) => {
  const { channel } = await mailbox({ imapHost: host, imapSecurity: security })
  const outside = { ...channel.connection, allowPrivate: false }
  expect(await channel.kind.check!(outside)).toEqual({ outcome: 'failed', detail: says })
})

test('a newcomer writes to the mailbox from the console, through the same reading', async () => {
  const { parts, context, channel, messages, rows } = await mailbox()
  const { tryMail } = await import('../../domains/conversation/channels/email/try-mail.ts')
  const mail = {
    from: 'Tom@Example.com',
    name: 'Tom',
    subject: '回复: 屏幕',
    text: 'Dark again.\n\nOn Monday, A wrote:\n> old',
  }
  const conversationId = await tryMail(parts, context, channel.channelId, mail)
  expect(await messages()).toMatchObject([{ text: 'Dark again.', content: { mail: { subject: '回复: 屏幕' } } }])
  expect(await rows('select conversation_id as id from conversation.conversation')).toEqual([{ id: conversationId }])
  const other = await parts.channels.create(context, { kind: 'web', name: 'web', settings: {} })
  await expect(tryMail(parts, context, other, mail)).rejects.toThrow('conversation.wrong-channel-kind')
})
