/** The hotline over its webhooks: every request comes three times in parallel, every event is told twice. */
import { afterEach, describe, expect, test } from 'vitest'
import { clock, freezeClock, newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { transfer } from '../../domains/conversation/routing/transfer.ts'
import { endByHand, hold, readCall, ring, supervise } from '../../domains/conversation/channels/hotline/desk.ts'
import { NUMBER } from './fake-twilio.ts'
import { CALLER, openLine, verbsOf, type PhoneLine } from './phone-line.ts'

let line: PhoneLine | undefined
afterEach(async () => {
  await line?.stop()
  line = undefined
})

const MENU = [
  { digit: '1', zh: '设备故障', en: 'Device fault' },
  { digit: '2', zh: '账号密码', en: 'Password' },
]

async function open(settings: object = {}, conduct: object = {}): Promise<PhoneLine> {
  line = await openLine({ menu: MENU, ...settings }, conduct)
  return line
}

/** A caller in the queue. */
async function waiting(phone: PhoneLine) {
  const caller = phone.caller()
  await caller.step('')
  await caller.step('menu', { Digits: '1' }, { tries: '1' })
  await caller.step('wait')
  return caller
}

/** A caller whom an agent has accepted; the agent's phone was picked up, the caller moved, both are talking. */
async function talking(phone: PhoneLine) {
  const caller = await waiting(phone)
  const agent = await phone.addPhoneAgent('苏晴')
  const id = await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  const rung = phone.platform.asked.find(({ path }) => path === 'Calls.json')!
  await pickUp(phone, rung.fields['Url']!, rung.sid)
  await phone.settle()
  const moved = phone.platform.asked.at(-1)!
  const document = await phone.post(new URL(moved.fields['Url']!).search, leg(caller.sid))
  const call = (await view(phone, id)).call!
  await phone.post(`?step=conference&call=${call.callId}`, {
    ConferenceSid: 'CF1',
    StatusCallbackEvent: 'conference-start',
    FriendlyName: call.callId,
  })
  return { caller, agent, id, rung, moved, document, callId: call.callId }
}

function leg(sid: string, more: Record<string, string> = {}) {
  return { CallSid: sid, From: CALLER, To: NUMBER.number, CallStatus: 'in-progress', ...more }
}

function pickUp(phone: PhoneLine, url: string, sid: string): Promise<string> {
  return phone.post(new URL(url).search, leg(sid, { From: NUMBER.number }))
}

function view(phone: PhoneLine, id: string) {
  return phone.database.withTenant(phone.context, (tx) => readCall(tx, phone.context, id))
}

async function conversationOf(phone: PhoneLine) {
  const rows = await phone.rows<{ id: string; status: string; reason: string | null; agent: string | null }>(
    'select conversation_id as id, status, close_reason as reason, agent_id as agent from conversation.conversation',
  )
  expect(rows).toHaveLength(1)
  return rows[0]!
}

describe('what a caller hears, step by step', () => {
  const steps = [
    { step: '', fields: {}, hears: ['设备故障请按 1'], verb: 'Gather', because: 'the menu is read after the greeting' },
    { step: 'menu', fields: { Digits: '1' }, hears: [], verb: 'Redirect', because: 'a key leads to the queue' },
    {
      step: 'menu',
      fields: { SpeechResult: '我的账号密码忘了' },
      hears: [],
      verb: 'Redirect',
      because: 'words name an entry',
    },
    {
      step: 'menu',
      fields: { SpeechResult: '打印机卡纸' },
      hears: [],
      verb: 'Redirect',
      because: 'other words are kept',
    },
    {
      step: 'menu',
      fields: { Digits: '9' },
      hears: ['没有听清'],
      verb: 'Gather',
      because: 'a wrong key is asked again',
    },
    { step: 'menu', fields: {}, tries: '2', hears: [], verb: 'Redirect', because: 'silence twice leads to anybody' },
    { step: 'wait', fields: {}, before: true, hears: ['您排在第 1 位'], verb: 'Play', because: 'the place is true' },
    {
      step: 'waiting',
      fields: { Digits: '1' },
      before: true,
      hears: ['我们会回拨'],
      verb: 'Hangup',
      because: '1 is a call back',
    },
    {
      step: 'waiting',
      fields: { Digits: '2' },
      before: true,
      hears: ['请在提示音后留言'],
      verb: 'Record',
      because: '2 is the tape',
    },
    {
      step: 'waiting',
      fields: { Digits: '7' },
      before: true,
      hears: ['您排在第 1 位'],
      verb: 'Play',
      because: 'other keys wait on',
    },
  ]
  test.each(steps)('$because', async ({ step, fields, tries = '1', before, hears, verb }) => {
    const phone = await open()
    const caller = phone.caller()
    if (step !== '') await caller.step('')
    if (before) {
      await caller.step('menu', { Digits: '1' }, { tries: '1' })
      await caller.step('wait')
    }
    const document = await caller.step(step, fields as Record<string, string>, { tries })
    for (const words of hears) expect(document).toContain(words)
    expect(document).toContain(`<${verb}`)
  })

  test('two languages are offered, and the chosen one is spoken from then on', async () => {
    const phone = await open({ language: 'both', greetingEn: 'Yunqi service desk.' })
    const caller = phone.caller()
    expect(await caller.step('')).toContain('For English, press 2.')
    const menu = await caller.step('language', { Digits: '2' })
    expect(menu).toContain('Yunqi service desk.')
    expect(menu).toContain('For Device fault, press 1.')
    expect(menu).toContain('language="en-US"')
  })

  test('a recorded line says so first; without a menu the caller is asked to speak', async () => {
    const phone = await open({ menu: [], record: 'announced' })
    const document = await phone.caller().step('')
    expect(document.indexOf('本次通话会录音')).toBeLessThan(document.indexOf('<Gather'))
    expect(document).toContain('step=say')
  })
})

test('the thread tells the way of a call, once, however often each request came', async () => {
  const phone = await open()
  const { caller, id } = await talking(phone)
  await caller.hangUp()
  expect(await phone.thread()).toEqual([
    'call_began',
    'call_chose',
    'call_waits',
    'assigned',
    'call_connected',
    'call_ended',
  ])
  expect(await phone.rows('select from conversation.call')).toHaveLength(1)
  const { status, agent } = await conversationOf(phone)
  expect([status, agent !== null, (await view(phone, id)).call]).toMatchObject([
    'active',
    true,
    { state: 'ended', outcome: 'talked' },
  ])
})

test('what was said is a message of the customer, and the number is the contact', async () => {
  const phone = await open()
  const caller = phone.caller()
  await caller.step('')
  await caller.step('menu', { SpeechResult: '打印机卡纸' }, { tries: '1' })
  expect(await phone.thread()).toEqual(['call_began', 'text: 打印机卡纸', 'call_waits'])
  expect(await phone.rows('select external_id, name from conversation.contact')).toEqual([
    { external_id: CALLER, name: CALLER },
  ])
})

test('an agent who accepts is rung, and joined to the caller in a conference of their own', async () => {
  const phone = await open()
  const { caller, rung, moved, document, callId } = await talking(phone)
  expect(rung.fields).toMatchObject({ To: '+8675500000001', From: NUMBER.number })
  expect(phone.platform.asked.filter(({ path }) => path === 'Calls.json')).toHaveLength(1)
  expect(moved.path).toBe(`Calls/${caller.sid}.json`)
  expect(verbsOf(document)).toMatchObject({ Dial: { Conference: { '#text': callId, endConferenceOnExit: 'true' } } })
  const [row] = await phone.rows<Record<string, unknown>>(
    'select awaiting_since, first_response_at, agent_messages from conversation.conversation',
  )
  expect(row).toMatchObject({ awaiting_since: null, agent_messages: 1 })
  expect(row!['first_response_at']).not.toBeNull()
})

test('who hangs up in the queue has left it: closed as abandoned, offered to nobody, and seen', async () => {
  const phone = await open()
  const caller = await waiting(phone)
  await caller.hangUp()
  expect(await conversationOf(phone)).toMatchObject({ status: 'closed', reason: 'abandoned' })
  expect(await phone.rows('select from conversation.queue_item')).toEqual([])
  expect(await phone.thread()).toEqual(['call_began', 'call_chose', 'call_waits', 'call_missed', 'closed'])
  expect(await caller.step('wait')).toContain('<Hangup/>')
})

test('a caller whose hanging up was never told is given up after three minutes', async () => {
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  try {
    const phone = await open()
    await waiting(phone)
    const sweep = phone.contribution.schedules!.find(({ name }) => name === 'conversation.end_silent_calls')!
    await sweep.run(phone.context)
    expect(await conversationOf(phone)).toMatchObject({ status: 'queued' })
    frozen.advance(185_000)
    await sweep.run(phone.context)
    expect(await conversationOf(phone)).toMatchObject({ status: 'closed', reason: 'abandoned' })
  } finally {
    frozen.release()
  }
})

test('who wants to be called back keeps his place, and the agent dials him from the desk', async () => {
  const phone = await open()
  const caller = await waiting(phone)
  await caller.step('waiting', { Digits: '1' })
  await caller.hangUp()
  expect(await conversationOf(phone)).toMatchObject({ status: 'queued' })
  const agent = await phone.addPhoneAgent('苏晴')
  const id = await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  expect(phone.platform.asked).toEqual([])

  await phone.database.withTenant(agent, (tx) => ring(tx, agent, id))
  await phone.settle()
  const own = phone.platform.asked.at(-1)!
  expect(own.fields['To']).toBe('+8675500000001')
  await pickUp(phone, own.fields['Url']!, own.sid)
  await phone.settle()
  const theirs = phone.platform.asked.at(-1)!
  expect(theirs).toMatchObject({ path: 'Calls.json', fields: { To: CALLER } })
  const document = await phone.post(new URL(theirs.fields['Url']!).search, leg(theirs.sid))
  expect(document).toContain('给您回电')
  await phone.post(new URL(theirs.fields['StatusCallback']!).search, leg(theirs.sid, { CallStatus: 'completed' }))
  expect((await view(phone, id)).call).toMatchObject({ direction: 'out', state: 'ended', outcome: 'talked' })
  expect((await phone.thread()).slice(-3)).toEqual(['call_back', 'call_connected', 'call_ended'])
})

test('a message on the tape is a voice message with its words, whichever comes first', async () => {
  const phone = await open()
  const caller = await waiting(phone)
  await caller.step('waiting', { Digits: '2' })
  const tape = { RecordingSid: 'RE1234567890', RecordingDuration: '9' }
  await caller.step('transcript', { ...tape, TranscriptionText: '请回电，电脑蓝屏' })
  await caller.step('recorded', { ...tape, Digits: 'hangup' })
  await caller.step('tape', { ...tape, RecordingStatus: 'completed' })
  await caller.hangUp()
  await phone.settle()
  const messages = await phone.rows<{ content: Record<string, unknown> }>(
    `select content from conversation.message where type = 'voice' and author_kind = 'customer' and not internal`,
  )
  expect(messages).toEqual([
    {
      content: expect.objectContaining({
        state: 'ready',
        seconds: 9,
        transcript: '请回电，电脑蓝屏',
        mimeType: 'audio/wav',
      }),
    },
  ])
  expect(await conversationOf(phone)).toMatchObject({ status: 'queued' })
})

test('outside hours the caller hears when, and what he leaves waits in the queue', async () => {
  const phone = await open()
  const caller = phone.caller()
  await closeQueue(phone)
  await caller.step('')
  const document = await caller.step('menu', { Digits: '1' }, { tries: '1' })
  expect(document).toContain('现在没有同事在岗')
  expect(await conversationOf(phone)).toMatchObject({ status: 'bot' })
  const away = new URLSearchParams(/action="[^"]*\?([^"]*)"/.exec(document)![1]!.replaceAll('&amp;', '&'))
  expect(await caller.step('away', { Digits: '1' }, { queue: away.get('queue')! })).toContain('我们会回拨')
  await caller.hangUp()
  expect(await conversationOf(phone)).toMatchObject({ status: 'queued' })
})

test("an agent's phone that is not picked up gives the caller back to the queue, and sends the agent away", async () => {
  const phone = await open()
  await waiting(phone)
  const agent = await phone.addPhoneAgent('苏晴')
  await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  const rung = phone.platform.asked.at(-1)!
  await phone.post(new URL(rung.fields['StatusCallback']!).search, leg(rung.sid, { CallStatus: 'no-answer' }))
  expect(await conversationOf(phone)).toMatchObject({ status: 'queued', agent: null })
  expect(await phone.rows('select presence, away_reason from conversation.agent')).toEqual([
    { presence: 'away', away_reason: 'missed_call' },
  ])
})

test('a number that the provider refuses is told in the thread, and the caller waits on', async () => {
  const phone = await open()
  await waiting(phone)
  const agent = await phone.addPhoneAgent('苏晴')
  phone.platform.failures.push(400)
  await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  expect(await phone.thread()).toContain('call_failed')
  expect(await conversationOf(phone)).toMatchObject({ status: 'queued' })
})

test('an agent without a phone is told so, and is rung once he has set one', async () => {
  const phone = await open()
  await waiting(phone)
  const agent = await phone.addAgent('苏晴')
  const id = await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  expect(await phone.thread()).toContain('call_no_phone')
  await expect(phone.database.withTenant(agent, (tx) => ring(tx, agent, id))).rejects.toThrow('conversation.no-phone')
})

test('given to another queue the caller hears music again, and the next agent is rung', async () => {
  const phone = await open()
  const { caller, agent, id, rung } = await talking(phone)
  await phone.database.withTenant(agent, (tx) => transfer(tx, agent, id, { queueId: phone.queueId }, null))
  await phone.settle()
  const since = phone.platform.asked.slice(-2)
  expect(
    since.map(({ path, fields }) => [path, fields['Status'] ?? new URL(fields['Url']!).searchParams.get('step')]),
  ).toEqual([
    [`Calls/${caller.sid}.json`, 'wait'],
    [`Calls/${rung.sid}.json`, 'completed'],
  ])
  expect(await caller.step('wait')).toContain('您排在第 1 位')
  const next = await phone.addPhoneAgent('罗倩', '+8675500000002')
  await phone.database.withTenant(next, (tx) => takeNext(tx, next, next.actor.id))
  await phone.settle()
  expect(phone.platform.asked.at(-1)!.fields['To']).toBe('+8675500000002')
})

test('a supervisor listens, whispers to the agent alone, speaks to both, and leaves', async () => {
  const phone = await open()
  const { id, rung } = await talking(phone)
  const boss = await phone.addPhoneAgent('周敏', '+8675500000009')
  await supervise(phone.parts, boss, id, 'whisper')
  await phone.settle()
  const added = phone.platform.asked.at(-1)!
  expect(added).toMatchObject({
    path: 'Conferences/CF1/Participants.json',
    fields: { To: '+8675500000009', Coaching: 'true', CallSidToCoach: rung.sid, EndConferenceOnExit: 'false' },
  })
  await phone.post(new URL(added.fields['StatusCallback']!).search, leg(added.sid, { From: NUMBER.number }))
  await supervise(phone.parts, boss, id, 'listen')
  expect(phone.platform.asked.at(-1)).toMatchObject({
    path: `Conferences/CF1/Participants/${added.sid}.json`,
    fields: { Muted: 'true', Coaching: 'false' },
  })
  await supervise(phone.parts, boss, id, 'barge')
  expect(phone.platform.asked.at(-1)!.fields).toMatchObject({ Muted: 'false', Coaching: 'false' })
  expect((await view(phone, id)).call!.legs.map(({ role, mode, state }) => [role, mode, state])).toEqual([
    ['agent', 'talk', 'joined'],
    ['supervisor', 'barge', 'joined'],
  ])
  await supervise(phone.parts, boss, id, null)
  await phone.settle()
  expect(phone.platform.asked.at(-1)).toMatchObject({ sid: added.sid, fields: { Status: 'completed' } })
})

test('the customer is held and taken back; closing the conversation ends the call', async () => {
  const phone = await open()
  const { caller, agent, id } = await talking(phone)
  await hold(phone.parts, agent, id, true)
  expect(phone.platform.asked.at(-1)).toMatchObject({
    path: `Conferences/CF1/Participants/${caller.sid}.json`,
    fields: { Hold: 'true' },
  })
  expect((await view(phone, id)).call!.held).toBe(true)
  await phone.service.closeWithSurvey(agent, id)
  await phone.settle()
  const ended = phone.platform.asked.slice(-2).map(({ path, fields }) => [path.split('/')[0], fields['Status']])
  expect(ended).toEqual([
    ['Calls', 'completed'],
    ['Calls', 'completed'],
  ])
})

test('the end of the conference ends the call, though nobody told that the caller had hung up', async () => {
  const phone = await open()
  const { id, callId } = await talking(phone)
  const end = (ConferenceSid: string) =>
    phone.post(`?step=conference&call=${callId}`, { ConferenceSid, StatusCallbackEvent: 'conference-end' })
  await end('CF0')
  expect((await view(phone, id)).call).toMatchObject({ state: 'talking' })
  await end('CF1')
  expect((await view(phone, id)).call).toMatchObject({ state: 'ended', outcome: 'talked' })
})

test('after the talk the caller rates it by a key', async () => {
  const phone = await open()
  const { caller, callId } = await talking(phone)
  expect(await caller.step('after', {}, { call: callId })).toContain('请为本次服务评分')
  expect(await caller.step('rate', { Digits: '5' }, { call: callId })).toContain('<Hangup/>')
  expect(await phone.rows('select rating from conversation.conversation')).toEqual([{ rating: 5 }])
})

test('who rings off by the desk: the agent ends the call, the conversation stays his', async () => {
  const phone = await open()
  const { agent, id } = await talking(phone)
  await endByHand(phone.parts, agent, id)
  expect(await conversationOf(phone)).toMatchObject({ status: 'active' })
  await expect(endByHand(phone.parts, agent, id)).rejects.toThrow('conversation.no-call')
})

test('a second caller behind the same number, and one who hides his, have conversations of their own', async () => {
  const phone = await open()
  await waiting(phone)
  await phone.caller().step('')
  await phone.caller('anonymous').step('')
  await phone.caller('anonymous').step('')
  expect(await phone.rows('select from conversation.conversation')).toHaveLength(4)
})

test('a caller whom the register knows by his number is recognised, with or without the country', async () => {
  const phone = await open()
  const { database, context } = phone
  const person = newId()
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`insert into engine.person (tenant_id, id, name, phone, created_at, updated_at)
      values (${context.tenantId}, ${person}, '李雯', '138 0000 0001', ${clock.date()}, ${clock.date()})`)
  })
  await phone.caller().step('')
  expect(await phone.rows('select person_id, name from conversation.contact')).toEqual([
    { person_id: person, name: '李雯' },
  ])
})

test('two processes: whichever takes a request, there is one call, one place in the queue and one ring', async () => {
  const phone = await open()
  const stop = phone.startSecondProcess()
  const caller = phone.caller()
  await Promise.all([caller.step(''), caller.step('')])
  await Promise.all([1, 2].map(() => caller.step('menu', { Digits: '1' }, { tries: '1' })))
  expect(await phone.rows('select from conversation.queue_item')).toHaveLength(1)
  expect(await phone.rows('select from conversation.call')).toHaveLength(1)
  const agent = await phone.addPhoneAgent('苏晴')
  const id = await phone.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await phone.settle()
  const [leg] = await phone.rows<{ call: string; leg: string }>(
    'select call_id as call, leg_id as leg from conversation.call_leg',
  )
  await Promise.all([1, 2].map(() => phone.run('conversation.ring_phone', { callId: leg!.call, legId: leg!.leg })))
  expect(phone.platform.asked.filter(({ path }) => path === 'Calls.json')).toHaveLength(1)
  await Promise.all([caller.hangUp(), caller.hangUp()])
  expect((await view(phone, id)).call).toMatchObject({ state: 'ended', outcome: 'missed' })
  expect((await phone.thread()).filter((entry) => entry === 'call_missed')).toHaveLength(1)
  await stop()
})

async function closeQueue(phone: PhoneLine): Promise<void> {
  const id = newId()
  const definition = { tz: 'Asia/Shanghai', weekly: { 0: [['09:00', '09:01']] }, holidays: [], overrides: {} }
  await phone.database.withTenant(phone.context, async (tx) => {
    await tx.run(sql`
      insert into engine.calendar (tenant_id, id, name, zone, definition)
      values (${phone.context.tenantId}, ${id}, 'mornings', 'Asia/Shanghai', ${JSON.stringify(definition)})`)
    await tx.run(sql`update conversation.queue set calendar_id = ${id} where queue_id = ${phone.queueId}`)
  })
}
