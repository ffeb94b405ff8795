import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runCommand } from '#engine/cli'
import { createSearchIndex, retrieveCommand, stem, type SearchDocument } from '#engine/search'
import { contentOf } from './question.ts'

const articles: SearchDocument[] = [
  { id: 'vpn', title: 'VPN 连接失败', text: '连不上 VPN 时，先确认网络，再重新登录客户端。错误 809 表示端口被挡。' },
  { id: 'printer', title: '打印机卡纸', text: '打开后盖，顺着出纸方向慢慢抽出卡住的纸。' },
  {
    id: 'password',
    title: 'Reset your password',
    text: 'Open the portal and choose "Forgot password". The link is valid for 15 minutes.',
  },
  { id: 'mail', title: 'Outlook 收不到邮件', text: 'Outlook 离线时收不到邮件，请检查右下角状态，必要时重建配置文件。' },
]

function indexOf(documents: readonly SearchDocument[]) {
  const index = createSearchIndex()
  for (const document of documents) index.add(document)
  return index
}

test.each([
  { asked: '我的VPN怎么连不上了？', finds: 'vpn', because: 'mixed scripts are one sentence' },
  { asked: '打印机又卡纸了咋办', finds: 'printer', because: 'Chinese words match' },
  { asked: 'how can I reset my pasword', finds: 'password', because: 'a typing error still shares pieces' },
  { asked: 'ＯＵＴＬＯＯＫ 没有新邮件', finds: 'mail', because: 'full-width letters are ordinary letters' },
])('$asked → $finds, because $because', ({ asked, finds }) => {
  expect(indexOf(articles).search(asked)[0]?.id).toBe(finds)
})

test('a question nothing answers scores low, one that is answered scores high', () => {
  const index = indexOf(articles)
  const answered = index.search('VPN 错误 809 是什么意思')[0]?.score ?? 0
  const unanswered = index.search('食堂今天中午有红烧肉吗')[0]?.score ?? 0
  expect(answered).toBeGreaterThan(0.5)
  expect(unanswered).toBeLessThan(0.2)
})

test('an empty index and a question without letters find nothing', () => {
  expect(createSearchIndex().search('VPN')).toEqual([])
  expect(indexOf(articles).search('？？？')).toEqual([])
})

test('highlights are the places of the content words, whole words in English', () => {
  const index = indexOf(articles)
  const text = articles[2]!.text
  const marked = index.highlights('Where is the link to change passwords?', 'password')
  expect(marked.map(({ start, end }) => text.slice(start, end))).toEqual(['password', 'link'])
})

test.each([
  ['cards', 'card'],
  ['replies', 'reply'],
  ['declined', 'declin'],
  ['declining', 'declin'],
  ['status', 'status'],
  ['stopped', 'stop'],
  ['bring', 'bring'],
  ['us', 'us'],
])('the stem of %s is %s', (word, expected) => expect(stem(word)).toBe(expected))

test('question words are cut, unless nothing else remains', () => {
  expect(contentOf('请问楼层打印机的密码是什么').trim().split(/\s+/)).toEqual(['楼层打印机', '密码'])
  expect(contentOf('那是什么')).toBe('那是什么')
})

describe('changing the index', () => {
  const words = fc.constantFrom('邮箱', '密码', '打印机', 'vpn', 'screen', '重置', '慢', 'laptop')
  const documents = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      text: fc.array(words, { minLength: 1, maxLength: 8 }).map((list) => list.join(' ')),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  )

  test('adding, replacing and removing leaves what a fresh index of the rest would hold', () => {
    fc.assert(
      fc.property(
        documents,
        documents,
        fc.array(fc.constantFrom('a', 'b', 'c')),
        words,
        (old, changed, gone, asked) => {
          const index = indexOf([...old, ...changed])
          for (const id of gone) index.remove(id)
          const rest = new Map([...old, ...changed].map((document) => [document.id, document]))
          for (const id of gone) rest.delete(id)
          const scores = (found: ReturnType<typeof index.search>) =>
            found.map(({ id, score }) => `${id} ${score.toFixed(9)}`).sort()
          expect(index.size).toBe(rest.size)
          expect(scores(index.search(asked))).toEqual(scores(indexOf([...rest.values()]).search(asked)))
        },
      ),
    )
  })
})

describe('facet retrieve', () => {
  async function retrieve(corpus: string, queries: string, extra: string[] = []) {
    const folder = await mkdtemp(join(tmpdir(), 'retrieve-'))
    const [c, q, o] = ['c.jsonl', 'q.jsonl', 'o.jsonl'].map((name) => join(folder, name)) as [string, string, string]
    await Promise.all([writeFile(c, corpus), writeFile(q, queries)])
    const printed = { out: '', err: '' }
    const code = await runCommand(
      [{ name: 'retrieve', summary: '', load: async () => retrieveCommand }],
      ['retrieve', '--corpus', c, '--queries', q, '--out', o, ...extra],
      {
        stdin: Readable.from([]),
        out: (text) => void (printed.out += text),
        err: (text) => void (printed.err += text),
        signal: new AbortController().signal,
      },
    )
    return {
      code,
      ...printed,
      err: printed.err.replaceAll(`${folder}/`, ''),
      written: await readFile(o, 'utf8').catch(() => null),
    }
  }
  const corpus = articles.map((article) => JSON.stringify(article)).join('\n')

  test('writes the hits of each question in order', async () => {
    const done = await retrieve(corpus, '{"id":"1","text":"打印机卡纸"}\n{"id":"2","text":"outlook 离线"}\n', [
      '--k',
      '1',
    ])
    expect(done.code).toBe(0)
    const lines = done
      .written!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ id, hits }) => [id, hits.map((hit: { id: string }) => hit.id)])).toEqual([
      ['1', ['printer']],
      ['2', ['mail']],
    ])
  })

  test('refuses with every problem and its line, and writes nothing', async () => {
    const bad = [
      '{"id":"a","text":"  "}',
      '{"id":"b","text":"x","lang":"zh"}',
      'nonsense',
      '{"id":"b","text":"\\ud800"}',
    ]
    const refused = await retrieve(corpus, bad.join('\n'))
    expect(refused).toMatchObject({ code: 1, out: '', written: null })
    expect(refused.err).toMatch(/q\.jsonl\/line\/1\/text: is empty/)
    expect(refused.err).toMatch(/\/line\/2: .*lang/)
    expect(refused.err).toMatch(/\/line\/3: is not JSON/)
    expect(refused.err).toMatch(/\/line\/4\/text: is not well-formed text/)
  })

  test('refuses a text of 100 kB, a repeated id and an empty file', async () => {
    const long = JSON.stringify({ id: 'a', text: '好'.repeat(100_000) })
    expect((await retrieve(long, '{"id":"1","text":"x"}')).err).toMatch(/\/line\/1\/text: is longer than/)
    expect((await retrieve(`${corpus}\n${corpus}`, '{"id":"1","text":"x"}')).err).toMatch(
      /\/line\/5\/id: is the same as in line 1/,
    )
    expect((await retrieve('\n', '{"id":"1","text":"x"}')).err).toMatch(/is empty/)
  })

  test('wrong usage ends with 2', async () => {
    expect((await retrieve(corpus, '{"id":"1","text":"x"}', ['--k', 'ten'])).code).toBe(2)
  })
})
