// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { show, type Shown } from '#kit/testing'
import { Markdown } from './markdown.tsx'

let shown: Shown
afterEach(() => shown.close())

const drawn = async (text: string): Promise<string> => {
  shown = await show(<Markdown text={text} />)
  return document.querySelector('.markdown')!.innerHTML
}

it('draws headings, lists, code and tables', async () => {
  const html = await drawn('# 重启\n\n1. 拔掉 **电源**\n2. 等 `10 秒`\n\n| 灯 | 意思 |\n| - | - |\n| 红 | 缺纸 |')
  expect(html).toContain('<h2>重启</h2>')
  expect(html).toContain('<ol start="1"><li>拔掉 <strong>电源</strong></li><li>等 <code>10 秒</code></li></ol>')
  expect(html).toContain('<th>灯</th>')
  expect(html).toContain('<td>缺纸</td>')
})

it('shows HTML as the letters it is', async () => {
  const html = await drawn('<img src=x onerror=alert(1)> and <b>bold</b>\n\n<script>alert(1)</script>')
  expect(html).not.toMatch(/<(img|script|b)\b/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

it.each([
  ['[here](/articles/1)', 'href="/articles/1"'],
  ['[out](https://example.com)', 'rel="noreferrer"'],
  ['![a plug](https://example.com/plug.png)', '>a plug</a>'],
])('links %s', async (text, expected) => {
  expect(await drawn(text)).toContain(expected)
})

it.each(['[x](javascript:alert(1))', '[x](//evil.example)', '[x](data:text/html,hi)', '[x](JaVaScRiPt:alert(1))'])(
  'leads nowhere by %s',
  async (text) => {
    expect(await drawn(text)).not.toContain('<a')
  },
)
