/** The provider's own library (npm `twilio`) as the judge: of signatures, of TwiML, and of the fake that tests call. */
import { createHash } from 'node:crypto'
import twilio from 'twilio'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { XMLParser } from 'fast-xml-parser'
import { signatureOf, signedUrl } from '../../domains/conversation/channels/hotline/signature.ts'
import { twiml, verb } from '../../domains/conversation/channels/hotline/twiml.ts'
import { NUMBER, startFakeTwilio, webhook, type FakeTwilio } from './fake-twilio.ts'
import { openLine, type PhoneLine } from './phone-line.ts'

const URL_CALLED = 'https://facet.example/api/conversation/hooks/abc?step=menu&tries=1'

function requestOf(url: string, { headers, body }: { headers: object; body: string }) {
  return { method: 'POST', url, query: Object.fromEntries(new URL(url).searchParams), headers: { ...headers }, body }
}

describe('signatures', () => {
  test('any form that the library signs is accepted, and a changed one is not', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), text, { maxKeys: 8 }), (fields) => {
        const given = webhook(URL_CALLED, { CallSid: 'CA1', ...fields })
        const request = requestOf(URL_CALLED, given)
        expect(signedUrl(request, NUMBER.authToken, '')).toBe(URL_CALLED)
        expect(signedUrl({ ...request, body: `${given.body}&x=1` }, NUMBER.authToken, '')).toBeUndefined()
        expect(signedUrl(request, 'another-token', '')).toBeUndefined()
      }),
    )
  })

  const addresses = [
    { called: 'http://facet.example', signed: 'https://facet.example', because: 'a proxy has ended TLS' },
    { called: 'https://facet.example', signed: 'https://facet.example:443', because: 'the provider names the port' },
    { called: 'https://facet.example:443', signed: 'https://facet.example', because: 'or leaves it out' },
    { called: 'http://127.0.0.1:4000', signed: 'http://127.0.0.1:4000', because: 'a port of its own is kept' },
    {
      called: 'http://inside:4000',
      signed: 'https://help.example',
      publicUrl: 'https://help.example',
      because: 'it is set',
    },
  ]
  test.each(addresses)('$because', ({ called, signed, publicUrl = '' }) => {
    const path = '/api/conversation/hooks/abc?step=wait'
    const given = webhook(signed + path, { CallSid: 'CA1' })
    expect(signedUrl(requestOf(called + path, given), NUMBER.authToken, publicUrl)).toBe(signed + path)
  })

  test('JSON is signed by its hash in the address, and by nothing else', () => {
    const body = '{"CallSid":"CA1"}'
    const url = `${URL_CALLED}&bodySHA256=${createHash('sha256').update(body).digest('hex')}`
    const given = signatureOf(NUMBER.authToken, url, new URLSearchParams())
    expect(twilio.validateRequestWithBody(NUMBER.authToken, given, url, body)).toBe(true)
    const request = requestOf(url, {
      headers: { 'content-type': 'application/json', 'x-twilio-signature': given },
      body,
    })
    expect(signedUrl(request, NUMBER.authToken, '')).toBe(url)
    expect(signedUrl({ ...request, body: '{"CallSid":"CA2"}' }, NUMBER.authToken, '')).toBeUndefined()
  })

  test('what we sign, the library accepts', () => {
    const form = new URLSearchParams({ To: '+86 755', Digits: '1', SpeechResult: '打印机 & 纸' })
    const given = signatureOf(NUMBER.authToken, URL_CALLED, form)
    expect(twilio.validateRequest(NUMBER.authToken, given, URL_CALLED, Object.fromEntries(form))).toBe(true)
  })
})

const xml = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' })

describe('TwiML', () => {
  test('is what the library would have written', () => {
    const theirs = new twilio.twiml.VoiceResponse()
    theirs.say({ language: 'zh-CN' }, '您好 & <b>欢迎</b>')
    const options = { input: ['dtmf', 'speech'], numDigits: 1, action: `${URL_CALLED}&a="b"`, method: 'POST' } as const
    const gather = theirs.gather({ ...options, input: [...options.input] })
    gather.say('Press 1')
    gather.play('https://facet.example/music.wav')
    theirs.redirect({ method: 'POST' }, URL_CALLED)
    const dial = theirs.dial({ action: URL_CALLED })
    dial.conference({ beep: 'false', endConferenceOnExit: true, statusCallbackEvent: ['start', 'end'] }, 'room')
    theirs.hangup()
    const ours = twiml(
      verb('Say', { language: 'zh-CN' }, '您好 & <b>欢迎</b>'),
      verb(
        'Gather',
        { ...options, input: 'dtmf speech' },
        verb('Say', {}, 'Press 1'),
        verb('Play', {}, 'https://facet.example/music.wav'),
      ),
      verb('Redirect', { method: 'POST' }, URL_CALLED),
      verb(
        'Dial',
        { action: URL_CALLED },
        verb('Conference', { beep: false, endConferenceOnExit: true, statusCallbackEvent: 'start end' }, 'room'),
      ),
      verb('Hangup'),
    )
    expect(xml.parse(ours)).toEqual(xml.parse(theirs.toString()))
  })
})

let platform: FakeTwilio | undefined
let line: PhoneLine | undefined
afterEach(async () => {
  await platform?.stop()
  await line?.stop()
  platform = line = undefined
})

test("the provider's own client gets from the fake what it expects of the provider", async () => {
  platform = await startFakeTwilio()
  const client = twilio(NUMBER.accountSid, NUMBER.authToken, { httpClient: towards(platform.url) })
  const call = await client.calls.create({
    to: '+861',
    from: NUMBER.number,
    url: URL_CALLED,
    statusCallbackEvent: ['answered', 'completed'],
  })
  await client.calls(call.sid).update({ status: 'completed' })
  const added = await client
    .conferences('CF1')
    .participants.create({ to: '+862', from: NUMBER.number, coaching: true, callSidToCoach: call.sid })
  await client.conferences('CF1').participants(added.callSid).update({ muted: true })
  await client.messages.create({ to: '+861', from: NUMBER.number, body: '您好' })
  expect((await client.api.v2010.accounts(NUMBER.accountSid).fetch()).friendlyName).toBe('Yunqi')
  expect(platform.asked.map(({ path }) => path.replaceAll(/CA[0-9a-f]+/g, 'CA'))).toEqual([
    'Calls.json',
    'Calls/CA.json',
    'Conferences/CF1/Participants.json',
    'Conferences/CF1/Participants/CA.json',
    'Messages.json',
  ])
  expect(platform.asked[0]!.fields).toMatchObject({ StatusCallbackEvent: 'answered completed', Url: URL_CALLED })
  expect(platform.asked[2]!.fields).toMatchObject({ Coaching: 'true', CallSidToCoach: call.sid })
  const stranger = twilio(NUMBER.accountSid, 'wrong', { httpClient: towards(platform.url) })
  await expect(stranger.calls.create({ to: '+861', from: NUMBER.number, url: URL_CALLED })).rejects.toThrow(
    'Authenticate',
  )
})

test('the connection is tested by the account, and a wrong token is told in words', async () => {
  line = await openLine()
  const ask = async (settings: object) => {
    const channel = await line!.addChannel('hotline', { ...NUMBER, apiBase: line!.platform.url, ...settings })
    return channel.kind.check!(channel.connection)
  }
  expect(await ask({})).toEqual({ outcome: 'connected', detail: 'Yunqi' })
  expect(await ask({ authToken: 'a-wrong-token' })).toEqual({ outcome: 'failed', detail: '401 Authenticate' })
})

/** The library's client, but to another address. */
function towards(base: string): InstanceType<typeof twilio.RequestClient> {
  const client = new twilio.RequestClient()
  const send = client.request.bind(client)
  client.request = ((options: { uri: string }) =>
    send({ ...options, uri: options.uri.replace('https://api.twilio.com', base) } as never)) as never
  return client
}
