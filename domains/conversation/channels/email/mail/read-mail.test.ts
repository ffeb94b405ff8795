/** Mails as programs out there write them; each lies beside as it would come. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { automaticOf, isSpam } from './automatic.ts'
import { bounceOf } from './bounce.ts'
import { htmlText } from './html-text.ts'
import { newWords } from './quoted.ts'
import { readMail } from './read-mail.ts'

function read(source: Buffer) {
  const place = { folder: 'INBOX', uidValidity: '1', uid: 1 }
  return readMail(source, { place, isWhole: true, receivedAt: '2026-11-20T02:00:00.000Z' })
}

function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}.eml`, import.meta.url))
}

test.each([
  {
    name: 'outlook',
    because: 'its older mail begins with From: and Sent:',
    from: 'liwen@hengtai.example',
    subject: '答复: 电脑无法开机',
    words: '还是不行，按了电源键没有反应。',
    parts: [],
  },
  {
    name: 'gmail',
    because: 'its "On … wrote:" goes over two lines',
    from: 'anna.long@gmail.example',
    subject: 'Re: Invoice 2026-10',
    words: 'Thanks — that explains it. Please close.',
    parts: [],
  },
  {
    name: 'apple',
    because: 'it is HTML alone, with the same picture twice',
    from: 'tom@hengtai.example',
    subject: 'Screen flickers',
    words:
      'Hello,\n\nthe screen flickers & goes dark:\n[screen]\n\n• since Monday\n• see the log (https://example.com/log)\n\nolder',
    parts: ['screen.png'],
  },
  {
    name: 'qq',
    because: 'it has a character that only GB 18030 has',
    from: '12345678@qq.example',
    subject: '回复：订单什么时候到',
    words: '好的，请尽快安排䶮先生收货。',
    parts: [],
  },
  {
    name: '163',
    because: 'its older mail begins with 在 … 写道：',
    from: 'zhang@163.example',
    subject: 'Re:打印机',
    words: '换了硒鼓，好了。谢谢！',
    parts: [],
  },
  {
    name: 'gbk-undeclared',
    because: 'it says nowhere in which characters it is',
    from: 'old@plant.example',
    subject: '车间电脑中毒',
    words: '屏幕上全是广告，请派人来看一下。',
    parts: [],
  },
  {
    name: 'gbk-header-only',
    because: 'its head is raw GBK as its body says of itself',
    from: 'old@plant.example',
    subject: '键盘坏了',
    words: '回车键按不动。',
    parts: [],
  },
  {
    name: 'iso-2022-jp',
    because: 'it shifts between alphabets',
    from: 'tanaka@tokyo.example',
    subject: '画面が映りません',
    words: '電源は入ります。',
    parts: [],
  },
  {
    name: 'latin1',
    because: 'its letters have accents',
    from: 'jose@madrid.example',
    subject: 'Pantalla caída',
    words: '¿Qué hago?',
    parts: [],
  },
  {
    name: 'broken',
    because: 'nothing in it is closed, and its encoding does not exist',
    from: 'li@x.example',
    subject: '电脑abc',
    words: 'Hello there',
    parts: ['a.pdf'],
  },
  {
    name: 'invite',
    because: 'the invitation is a file',
    from: 'boss@hengtai.example',
    subject: 'Onsite visit',
    words: 'Please come on Monday.',
    parts: ['invite.ics'],
  },
  {
    name: 'nested',
    because: 'a forwarded mail keeps what it forwards, and a name in pieces is one',
    from: 'ann@hengtai.example',
    subject: 'FW: Contract',
    words:
      'See below.\n\nFrom: Partner <p@partner.example>\nSent: Friday, November 20, 2026\nTo: Ann\nSubject: Contract\n\nWe accept.',
    parts: ['image.png', '合同 2026.pdf', 'mail.eml'],
  },
])('$name is read: $because', async ({ name, from, subject, words, parts }) => {
  const mail = await read(fixture(name))
  expect(mail.from?.address).toBe(from)
  expect(mail.subject).toBe(subject)
  expect(newWords(mail.text, mail.subject)).toBe(words)
  expect(mail.parts.map((part) => part.name)).toEqual(parts)
})

test.each([
  { name: 'gmail', automatic: 'no', spam: false, bounce: undefined },
  { name: 'absence', automatic: 'answer', spam: false, bounce: undefined },
  { name: 'newsletter', automatic: 'list', spam: false, bounce: undefined },
  { name: 'spam', automatic: 'no', spam: true, bounce: undefined },
  { name: 'dsn', automatic: 'answer', spam: false, bounce: { messageId: 'ORIGINAL', reason: 'unreachable' } },
  { name: 'dsn-delayed', automatic: 'answer', spam: false, bounce: { messageId: 'ORIGINAL', reason: undefined } },
])('$name: automatic $automatic, spam $spam', async ({ name, automatic, spam, bounce }) => {
  const mail = await read(fixture(name))
  expect(automaticOf(mail)).toBe(automatic)
  expect(isSpam(mail)).toBe(spam)
  expect(bounceOf(mail)).toEqual(bounce)
})

const OLDER = 'Old words.'

test.each([
  {
    because: 'Outlook draws a line',
    text: `New.\n\n________________________________\nFrom: A <a@x>\nSent: Monday\n${OLDER}`,
  },
  { because: 'Outlook of old', text: `New.\n-----Original Message-----\nFrom: A\n${OLDER}` },
  { because: 'Foxmail', text: `New.\n\n发件人： 客服\n日期： 2026-11-20\n收件人： 我\n${OLDER}` },
  { because: 'QQ on a phone', text: `New.\n---Original---\nFrom: "A"<a@x>\n${OLDER}` },
  { because: '163 on a phone', text: `New.\n---- 回复的原邮件 ----\n| 发件人 | A |\n${OLDER}` },
  { because: 'Gmail in Chinese', text: `New.\n\n客服 <a@x> 于2026年11月20日周五 10:00写道：\n\n> ${OLDER}` },
  { because: 'Gmail in German', text: `New.\n\nAm Fr., 20. Nov. 2026 um 10:00 Uhr schrieb A <a@x>:\n> ${OLDER}` },
  { because: 'only quoted lines follow', text: `New.\n\n> ${OLDER}\n>\n> ${OLDER}\n` },
])('what was written before is cut off: $because', ({ text }) => {
  expect(newWords(text, 'Re: x')).toBe('New.')
})

test.each([
  {
    because: 'the answers stand between the quoted lines',
    text: 'On Friday 20 November 2026 A wrote:\n> one?\nYes.\n> two?\nNo.',
  },
  { because: 'there is nothing new', text: '> Old words.\n> More.' },
  { because: 'a line that begins with "From:" is a sentence', text: 'From: where do I get it?\nThanks.' },
  { because: 'somebody quotes in the middle', text: 'You say\n> press 1\nbut nothing happens.' },
])('nothing is cut: $because', ({ text }) => {
  expect(newWords(text, 'Re: x')).toBe(text)
})

test('whatever is quoted, what stays is the beginning of what was written', () => {
  const line = fc.oneof(
    fc.constantFrom('> a', '', 'On x wrote:', '发件人: a', '收件人: b', '--- original ---'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join('\n').trim()
      expect(text.startsWith(newWords(text, ''))).toBe(true)
    }),
  )
})

test.each([
  { html: '<p>a</p><script>steal()</script><style>p{}</style>b', text: 'a\n\nb' },
  { html: 'a<!-- <b>hidden</b> -->b', text: 'ab' },
  { html: '<SCRIPT>x</Script ><b>y', text: 'y' },
  {
    html: '&lt;script&gt;alert(1)&lt;/script&gt; &#20320;&#x597d; &nbsp; &bogus; &#0;',
    text: '<script>alert(1)</script> 你好 &bogus;',
  },
  {
    html: '<a href="javascript:x()">here</a> <a href=https://e.example/x>there</a>',
    text: 'here there (https://e.example/x)',
  },
  { html: '<a href="https://e.example/">https://e.example/</a>', text: 'https://e.example/' },
  { html: 'one <b', text: 'one' },
])('HTML becomes words: $text', ({ html, text }) => {
  expect(htmlText(html)).toBe(text)
})

test('no HTML is read slowly', () => {
  for (const piece of ['<', '<a href=', '<script', '<!--', '&', '<p ', '</']) {
    const began = process.cpuUsage()
    htmlText(piece.repeat(120_000))
    const { user, system } = process.cpuUsage(began)
    expect((user + system) / 1000).toBeLessThan(1500)
  }
})

test('any bytes are a mail or an error, and never more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom('absence', 'nested', 'qq'),
      async (noise, name) => {
        const base = fixture(name)
        const at = noise.length % base.length
        const mail = await read(Buffer.concat([base.subarray(0, at), noise, base.subarray(at)])).catch(
          (error: unknown) => error,
        )
        if (!(mail instanceof Error)) expect(mail).toHaveProperty('messageId')
      },
    ),
    { numRuns: 60 },
  )
})
