import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { clock } from '#engine/kernel'
import { cutToBytes, formats, type Notice } from './format.ts'

const notice: Notice = {
  kind: 'desk.incident_assigned',
  title: 'INC-2026-0001 由你处理',
  body: '李雯：<!channel> 电脑 & 硬盘',
  url: 'https://facet.example/desk/incidents/1',
  at: '2026-11-20T06:00:00Z',
  openLabel: '打开',
}
const AT_MS = 1_599_360_473_000
const signing = { id: 'm-1', atMs: AT_MS, secrets: ['SECabc'] }

function leaving(name: 'wecom' | 'dingtalk' | 'feishu' | 'slack' | 'facet', given = signing) {
  const { url, headers, body } = formats[name].request(
    'https://robot.example/send?token=t',
    JSON.stringify(formats[name].bodyOf(notice)),
    given,
  )
  return { url: new URL(url), headers, body: JSON.parse(body) as Record<string, unknown> }
}

describe('a notification, as each receiver wants it', () => {
  test('WeCom: plain text, where a customer cannot mention anybody', () => {
    expect(leaving('wecom').body).toEqual({
      msgtype: 'text',
      text: { content: `${notice.title}\n${notice.body}\n${notice.url}` },
    })
  })

  test('DingTalk: a card with its link, signed in the address', () => {
    const { url, body } = leaving('dingtalk')
    const sign = createHmac('sha256', 'SECabc').update(`${AT_MS}\nSECabc`).digest('base64')
    expect(Object.fromEntries(url.searchParams)).toEqual({ token: 't', timestamp: String(AT_MS), sign })
    expect(body).toMatchObject({ msgtype: 'link', link: { title: notice.title, messageUrl: notice.url } })
  })

  test('Feishu: signed in the body, the key being time and secret', () => {
    const { body } = leaving('feishu')
    const sign = createHmac('sha256', `1599360473\nSECabc`).update('').digest('base64')
    expect(body).toMatchObject({ timestamp: '1599360473', sign, msg_type: 'post' })
    expect(JSON.stringify(body)).toContain('"href":"https://facet.example/desk/incidents/1"')
  })

  test('Slack: nothing in a text is a mention', () => {
    expect(leaving('slack').body['text']).toBe(
      `${notice.title}\n李雯：&lt;!channel&gt; 电脑 &amp; 硬盘\n<${notice.url}|打开>`,
    )
  })

  test('Facet: what the public library verifies', () => {
    const secret = `whsec_${Buffer.from('a secret of 32 bytes for the test').toString('base64')}`
    const atMs = clock.ms()
    const body = JSON.stringify(formats.facet.bodyOf(notice))
    const { headers } = formats.facet.request('https://x.example', body, { id: 'm-1', atMs, secrets: [secret] })
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'engine.notification' })
  })
})

test.each([
  ['wecom', '{"errcode":0,"errmsg":"ok"}', undefined, 'taken'],
  ['wecom', '{"errcode":45009,"errmsg":"freq"}', { reason: '45009 freq', busy: true }, 'more than 20 a minute'],
  ['dingtalk', '{"errcode":310000,"errmsg":"sign"}', { reason: '310000 sign', busy: false }, 'a wrong secret'],
  ['feishu', '{"code":0,"msg":"success"}', undefined, 'taken'],
  ['feishu', '{"StatusCode":0,"StatusMessage":"success"}', undefined, 'taken, as older ones say it'],
  ['feishu', '{"code":19021,"msg":"sign"}', { reason: '19021 sign', busy: false }, 'a wrong secret'],
  ['feishu', '<html>', { reason: 'the answer is not that of a robot', busy: false }, 'a proxy answered'],
  ['slack', 'ok', undefined, 'the status tells'],
] as const)('%s says %s: %j, because %s', (name, answer, refusal, _because) => {
  expect(formats[name].refusalIn(answer)).toEqual(refusal)
})

test('a long text ends before the limit and between two characters', () => {
  const cut = cutToBytes('硬盘'.repeat(1000), 2048)
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2048)
  expect(cut).toMatch(/^(硬盘?)+…$|^(硬盘)+硬?…$/)
})
