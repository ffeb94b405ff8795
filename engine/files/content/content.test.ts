import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mediaTypeOf } from './media-type.ts'
import { cleanFileName, contentDisposition, mayShowInline } from './name.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'facet-content-'))
})
afterAll(() => rm(folder, { recursive: true }))

const PNG = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#123' } })
  .png()
  .toBuffer()

test.each([
  { name: 'photo.txt', content: PNG, type: 'image/png', because: 'bytes count, not the name' },
  { name: 'report.pdf', content: '%PDF-1.7\n%âãÏÓ\n', type: 'application/pdf', because: 'a PDF' },
  {
    name: 'a.png',
    content: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    type: 'image/svg+xml',
    because: 'SVG in disguise',
  },
  {
    name: 'a.xml',
    content: '<?xml version="1.0"?><!-- x --><svg/>',
    type: 'application/xml',
    because: 'no SVG root tag',
  },
  { name: 'a.xml', content: '<?xml version="1.0"?>\n<svg >', type: 'image/svg+xml', because: 'SVG behind an XML head' },
  { name: 'a.png', content: '<!DOCTYPE html><p>hi', type: 'text/html', because: 'a page' },
  { name: 'a.txt', content: 'see <script>alert(1)</script>', type: 'text/html', because: 'a script inside a text' },
  { name: 'a.txt', content: '你好，工单 <12>', type: 'text/plain', because: 'plain Chinese' },
  {
    name: 'a.csv',
    content: Buffer.from('cecacce22cb4f0b0b8', 'hex'),
    type: 'text/csv',
    because: '问题,答案 in GB 18030',
  },
  { name: 'a.txt', content: Buffer.from('fffe3100', 'hex'), type: 'text/plain', because: 'UTF-16 with a mark' },
  { name: 'a.md', content: '# T\n\n<b>x</b>', type: 'text/markdown', because: 'Markdown may contain tags' },
  { name: 'a.json', content: '{}', type: 'application/json', because: 'a text, by its name' },
  { name: 'a.txt', content: Buffer.from([1, 2, 3, 4, 0, 255]), type: 'application/octet-stream', because: 'no text' },
  { name: 'a.exe', content: 'MZ\x90\x00', type: 'application/x-msdownload', because: 'a program' },
  { name: 'a.doc', content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), type: 'application/msword', because: 'old Office' },
])('$name is $type: $because', async ({ name, content, type }) => {
  const place = path.join(folder, 'x')
  await writeFile(place, content)
  expect(await mediaTypeOf(place, name)).toBe(type)
})

test('a Chinese character cut at the end of the head leaves the text a text', async () => {
  const place = path.join(folder, 'long.txt')
  await writeFile(place, `a${'字'.repeat(40_000)}`)
  expect(await mediaTypeOf(place, 'long.txt')).toBe('text/plain')
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\li\\合同.docx', '合同.docx'],
  ['inv\u202efdp.exe', 'invfdp.exe'],
  ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie x.txt'],
  ['..', 'file'],
  ['', 'file'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(196)}.pdf`],
])('%j becomes %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('a name travels in a header in both forms', () => {
  expect(contentDisposition('报价 "A" (1).pdf', true)).toBe(
    `inline; filename="__ _A_ (1).pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%22A%22%20%281%29.pdf`,
  )
})

test.each([
  ['image/png', true],
  ['application/pdf', true],
  ['video/mp4', true],
  ['image/svg+xml', false],
  ['text/html', false],
  ['application/xml', false],
  ['application/octet-stream', false],
])('%s may be shown inline: %s', (type, inline) => {
  expect(mayShowInline(type)).toBe(inline)
})
