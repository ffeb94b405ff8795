import { expect, test } from 'vitest'
import { decodePage, wordsOfPage } from './read-page.ts'

test.each([
  {
    html: '<title> Disk &amp; health </title>',
    words: { title: 'Disk & health', description: null, site: null },
    because: 'a plain page has a title',
  },
  {
    html: `<title>x</title><meta property="og:title" content="换硬盘"><meta name='description' content='三步'>
      <META content="云启" property="og:site_name">`,
    words: { title: '换硬盘', description: '三步', site: '云启' },
    because: 'what is meant for sharing wins, in any order and any quotes',
  },
  {
    html: '<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">',
    words: { title: '<script>alert(1)</script>', description: null, site: null },
    because: 'it is text, and shown as text',
  },
  { html: '<p>nothing</p>', words: undefined, because: 'no title, no preview' },
  { html: '<title>', words: undefined, because: 'a page that was cut off' },
])('$because', ({ html, words }) => {
  expect(wordsOfPage(html)).toEqual(words)
})

test('a hostile page costs no time', () => {
  const started = performance.now()
  wordsOfPage(`${'<meta '.repeat(40_000)}${'<title'.repeat(20_000)}`)
  expect(performance.now() - started).toBeLessThan(1000)
})

test('a Chinese page in its own charset is read', () => {
  const gbk = new Uint8Array([0x3c, 0x74, 0x69, 0x74, 0x6c, 0x65, 0x3e, 0xd6, 0xd0, 0xb9, 0xfa, 0x3c, 0x2f])
  expect(wordsOfPage(decodePage(gbk, 'text/html; charset=gbk'))?.title).toBe('中国')
})
