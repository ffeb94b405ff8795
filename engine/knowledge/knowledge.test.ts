import { afterEach, expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import {
  articleSentences,
  createArticle,
  createKnowledgeIndex,
  importArticles,
  knowledgeRoutes,
  publishArticle,
  putQuestions,
  retireArticle,
  type ArticleDraft,
} from '#engine/knowledge'
import { freshTenant } from '#test/database'
import { serveRoutes } from '#test/server'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function library() {
  const { database, context } = await freshTenant()
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {
      agent: { roles: ['agent'] },
      lead: { roles: ['supervisor'] },
      customer: { roles: ['customer'], customerId: newId() },
    },
    sentences: articleSentences,
    routeSets: [knowledgeRoutes(database)],
  })
  stops.push(() => server.close())
  return { database, context, agent: as('agent'), lead: as('lead'), customer: as('customer') }
}

function draft(title: string, body: string, changes: Partial<ArticleDraft> = {}): ArticleDraft {
  const locale = /\p{Script=Han}/u.test(title) ? 'zh-CN' : 'en'
  return { audience: 'customer', tags: [], texts: [{ locale, title, body }], reviewDue: null, ...changes }
}

async function publish(database: Database, context: Context, wanted: ArticleDraft): Promise<string> {
  return database.withTenant(context, async (tx) => {
    const { article } = await createArticle(tx, context, wanted)
    await publishArticle(tx, context, article.id)
    return article.id
  })
}

const SHELF: readonly ArticleDraft[] = [
  draft('如何重置 VPN 密码', '打开自助门户，点击**忘记密码**，用短信验证码重置 VPN 登录密码。'),
  draft('打印机卡纸怎么处理', '关闭电源，打开后盖，沿出纸方向取出卡住的纸张，再合上后盖。'),
  draft('笔记本硬盘故障的迹象', '硬盘异响、频繁蓝屏、读取很慢，说明硬盘可能损坏。请先备份数据，再报修更换固态硬盘。'),
  draft(
    'How to request a new laptop',
    'Open the catalogue, choose a laptop, and wait for the approval of your manager.',
  ),
  draft('Wi-Fi keeps disconnecting', 'Forget the network, update the wireless driver, then connect again.'),
]

test('an article is written, reviewed, sent back, published, edited behind its readers and retired', async () => {
  const { agent, lead, customer } = await library()
  const body = draft('打印机卡纸', '关闭电源')
  const made = (await agent('POST', '/api/engine/articles', body)).json<{ id: string; version: number }>()
  const at = (step = '') => `/api/engine/articles/${made.id}${step}`
  expect(made).toMatchObject({ state: 'draft', revision: 0, live: false, version: 1 })
  expect((await customer('GET', at('/published'))).statusCode).toBe(404)
  expect((await agent('POST', at('/publish'))).statusCode).toBe(403)
  expect((await agent('POST', at('/review'), {})).json()).toMatchObject({ state: 'review' })
  expect((await lead('POST', at('/send-back'), { note: '缺步骤' })).json()).toMatchObject({
    state: 'draft',
    reviewNote: '缺步骤',
  })
  const edited = await agent('PUT', at(), draft('打印机卡纸', '关闭电源，打开后盖'), { 'if-match': '"3"' })
  expect([edited.statusCode, edited.headers.etag]).toEqual([200, '"4"'])
  expect((await lead('POST', at('/publish'))).json()).toMatchObject({ state: 'published', revision: 1, live: true })
  await agent('PUT', at(), draft('打印机卡纸', '第二稿'))
  expect((await customer('GET', at('/published'))).json()).toMatchObject({ texts: [{ body: '关闭电源，打开后盖' }] })
  expect((await lead('POST', at('/publish'))).json()).toMatchObject({ revision: 2 })
  expect((await customer('GET', at('/published'))).json()).toMatchObject({ texts: [{ body: '第二稿' }] })
  expect((await lead('POST', at('/retire'))).json()).toMatchObject({ state: 'retired', live: false })
  expect((await customer('GET', at('/published'))).statusCode).toBe(404)
  expect((await lead('POST', at('/publish'))).json()).toMatchObject({ code: 'engine.article-step-impossible' })
  const revisions = await agent('GET', at('/revisions'))
  expect(revisions.json()).toMatchObject({ items: [{ revision: 2, texts: [{ body: '第二稿' }] }, { revision: 1 }] })
  expect((await agent('POST', at('/revive'))).json()).toMatchObject({ state: 'draft', live: false })
})

test('publishing tells its event, and both happen or neither', async () => {
  const { database, context } = await library()
  const { id } = await database.withTenant(context, async (tx) => (await createArticle(tx, context, SHELF[0]!)).article)
  const failing = database.withTenant(context, async (tx) => {
    await publishArticle(tx, context, id)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await database.withTenant(context, (tx) => publishArticle(tx, context, id))
  const told = await database.asOwner((tx) =>
    tx.all(sql<{ name: string; data: unknown }>`
      select name, data from (
        select tenant_id, name, data from engine.outbox union all select tenant_id, name, data from engine.event) e
      where tenant_id = ${context.tenantId}`),
  )
  expect(told).toEqual([
    {
      name: 'engine.article_published',
      data: { articleId: id, revision: 1, audience: 'customer', locales: ['zh-CN'] },
    },
  ])
})

test('two editors: the second is told that somebody else was faster', async () => {
  const { agent } = await library()
  const { id } = (await agent('POST', '/api/engine/articles', SHELF[0])).json<{ id: string }>()
  await agent('PUT', `/api/engine/articles/${id}`, SHELF[1], { 'if-match': '"1"' })
  const second = await agent('PUT', `/api/engine/articles/${id}`, SHELF[2], { 'if-match': '"1"' })
  expect([second.statusCode, second.json()]).toMatchObject([412, { code: 'engine.version-conflict' }])
})

test('an incomplete article is not published, and each gap is named', async () => {
  const { agent, lead } = await library()
  const empty = { audience: 'customer', texts: [{ locale: 'en', title: ' ', body: '' }] }
  const { id } = (await agent('POST', '/api/engine/articles', empty)).json<{ id: string }>()
  const refused = await lead('POST', `/api/engine/articles/${id}/publish`)
  expect(refused.json()).toMatchObject({ errors: [{ path: '/texts/0/title' }, { path: '/texts/0/body' }] })
})

test.each([
  { asked: 'vpn密码忘了怎么办', finds: 0, marked: 'VPN' },
  { asked: '打印机 纸 卡住', finds: 1, marked: '打印机' },
  { asked: '电脑硬盘坏了', finds: 2, marked: '硬盘' },
  { asked: 'requesting laptops', finds: 3, marked: 'laptop' },
  { asked: 'wireless drivers', finds: 4, marked: 'wireless' },
])('"$asked" finds the right article and marks the place', async ({ asked, finds, marked }) => {
  const { database, context, customer } = await library()
  const ids: string[] = []
  for (const wanted of SHELF) ids.push(await publish(database, context, wanted))
  const answer = await customer('GET', `/api/engine/articles/search?text=${encodeURIComponent(asked)}`)
  const [hit] = answer.json<{
    items: {
      articleId: string
      title: string
      snippet: { text: string; highlights: { start: number; end: number }[] }
    }[]
  }>().items
  expect(hit!.articleId).toBe(ids[finds])
  const places = hit!.snippet.highlights.map(({ start, end }) => hit!.snippet.text.slice(start, end))
  expect([hit!.title, ...places].join(' ')).toContain(marked)
})

test('what cannot be found answers nothing', async () => {
  const { database, context, agent } = await library()
  await publish(database, context, SHELF[0]!)
  for (const text of ['？！', '量子色动力学', 'the of and']) {
    const answer = await agent('GET', `/api/engine/articles/search?text=${encodeURIComponent(text)}`)
    expect(answer.json()).toEqual({ items: [] })
  }
})

test('customers never see what is internal, by no door', async () => {
  const { database, context, agent, customer } = await library()
  const id = await publish(
    database,
    context,
    draft('内部：硬盘批次问题', '硬盘批次 A7 有缺陷', { audience: 'internal' }),
  )
  const text = encodeURIComponent('硬盘批次')
  expect((await agent('GET', `/api/engine/articles/search?text=${text}`)).json()).toMatchObject({
    items: [{ articleId: id }],
  })
  expect((await customer('GET', `/api/engine/articles/search?text=${text}`)).json()).toEqual({ items: [] })
  expect((await customer('GET', `/api/engine/articles/${id}/published`)).statusCode).toBe(404)
  expect((await customer('GET', `/api/engine/articles/${id}`)).statusCode).toBe(403)
  const index = createKnowledgeIndex(database)
  expect((await index.answerFrom(context, '硬盘批次', { audience: 'customer' })).hits).toEqual([])
  expect((await index.answerFrom(context, '硬盘批次', { audience: 'internal' })).hits).toMatchObject([
    { articleId: id },
  ])
})

test('another tenant finds nothing, although the search reads as the owner', async () => {
  const { database, context } = await library()
  const other = await library()
  await publish(database, context, SHELF[2]!)
  const answer = await other.agent('GET', `/api/engine/articles/search?text=${encodeURIComponent('硬盘')}`)
  expect(answer.json()).toEqual({ items: [] })
})

test('a similar question finds the article at once, a removed one does not', async () => {
  const { database, context, agent } = await library()
  const id = await publish(database, context, SHELF[0]!)
  const find = async () =>
    (await agent('GET', `/api/engine/articles/search?text=${encodeURIComponent('远程接入账号锁定')}`)).json<{
      items: unknown[]
    }>().items
  const index = createKnowledgeIndex(database)
  const botFinds = async () => (await index.answerFrom(context, '远程接入账号锁定', { audience: 'customer' })).hits
  expect([await find(), await botFinds()]).toEqual([[], []])
  const put = (questions: unknown[]) => agent('PUT', `/api/engine/articles/${id}/questions`, { questions })
  await put([{ locale: 'zh-CN', text: '远程接入账号被锁定了' }])
  expect([await find(), await botFinds()]).toMatchObject([[{ articleId: id }], [{ articleId: id }]])
  await put([])
  expect([await find(), await botFinds()]).toEqual([[], []])
})

test('the count of words is what the live texts say, after any change', async () => {
  const { database, context } = await library()
  const ids: string[] = []
  for (const wanted of SHELF) ids.push(await publish(database, context, wanted))
  await database.withTenant(context, async (tx) => {
    await putQuestions(tx, context, ids[1]!, [{ locale: 'zh-CN', text: '打印机不出纸' }])
    await retireArticle(tx, context, ids[2]!)
  })
  const { wrong } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ wrong: number }>`
      select count(*)::int as wrong from (
        select word, count(*)::int as texts from engine.live_text, unnest(array_append(tsvector_to_array(search), '')) as word
        group by word) as true_count
      full join (select word, texts from engine.live_word where texts <> 0) as kept using (word)
      where true_count.texts is distinct from kept.texts`),
  )
  expect(wrong).toBe(0)
})

test('the index in memory catches up with what another process publishes and retires', async () => {
  const { database, context } = await library()
  const index = createKnowledgeIndex(database)
  const ask = async (text: string) => (await index.answerFrom(context, text, { audience: 'customer' })).hits
  const ids: string[] = []
  for (const wanted of SHELF) ids.push(await publish(database, context, wanted))
  const answers = await Promise.all([ask('vpn密码怎么重置'), ask('打印机卡纸'), ask('new laptop')])
  expect(answers.map(([hit]) => hit!.articleId)).toEqual([ids[0], ids[1], ids[3]])
  expect(answers[0][0]).toMatchObject({ title: '如何重置 VPN 密码', locale: 'zh-CN', score: expect.any(Number) })
  expect(answers[0][0]!.score).toBeGreaterThan(answers[0][1]?.score ?? 0)
  await database.withTenant(context, (tx) => retireArticle(tx, context, ids[0]!))
  expect((await ask('vpn密码怎么重置')).map(({ articleId }) => articleId)).not.toContain(ids[0])
})

test('both languages of an article are one answer, in the language of the question', async () => {
  const { database, context, agent } = await library()
  const texts = [
    { locale: 'zh-CN', title: 'VPN 密码重置', body: '打开自助门户重置 VPN 密码。' },
    { locale: 'en', title: 'Reset the VPN password', body: 'Open the portal and reset the VPN password.' },
  ] as const
  const id = await publish(database, context, { ...SHELF[0]!, texts })
  const index = createKnowledgeIndex(database)
  const ask = async (text: string) => (await index.answerFrom(context, text, { audience: 'customer' })).hits
  expect(await ask('VPN 密码忘记了')).toMatchObject([{ articleId: id, title: 'VPN 密码重置' }])
  expect(await ask('forgot my vpn password')).toMatchObject([{ articleId: id, title: 'Reset the VPN password' }])
  const found = await agent('GET', '/api/engine/articles/search?text=vpn')
  expect(found.json<{ items: unknown[] }>().items).toHaveLength(1)
})

test('a draft is shown what is written already', async () => {
  const { database, context, agent } = await library()
  const id = await publish(database, context, SHELF[1]!)
  const similar = async (own?: string) => {
    const body = { title: '打印机夹纸', body: '打印机里有卡住的纸张', ...(own ? { id: own } : {}) }
    return (await agent('POST', '/api/engine/articles/similar', body)).json<unknown>()
  }
  expect(await similar()).toMatchObject({ items: [{ articleId: id }] })
  expect(await similar(id)).toEqual({ items: [] })
})

test('the list is filtered by state, tag, title and due review', async () => {
  const { agent } = await library()
  await agent('POST', '/api/engine/articles', draft('打印机', 'x', { tags: ['硬件'], reviewDue: '2026-12-01' }))
  await agent('POST', '/api/engine/articles', draft('VPN', 'x', { reviewDue: '2027-12-01' }))
  const titles = async (query: string) =>
    (await agent('GET', `/api/engine/articles?${query}`))
      .json<{ items: { title: string }[] }>()
      .items.map(({ title }) => title)
  expect(await titles('')).toEqual(['VPN', '打印机'])
  expect(await titles(`tag=${encodeURIComponent('硬件')}`)).toEqual(['打印机'])
  expect(await titles('title=vp')).toEqual(['VPN'])
  expect(await titles('reviewDueBy=2026-12-31')).toEqual(['打印机'])
  expect(await titles('state=published')).toEqual([])
})

test('CSV and Markdown become articles; importing again changes nothing', async () => {
  const { database, context, agent, lead } = await library()
  const csv =
    '\uFEFF问题,答案,标签\r\n"VPN 连不上","先检查网络，\n再重启客户端",网络;VPN\r\n如何开发票,"在""账单""里申请",\r\n'
  const wanted = { format: 'csv', content: csv, audience: 'customer', tags: ['导入'], publish: true }
  expect((await agent('POST', '/api/engine/articles/import', wanted)).statusCode).toBe(403)
  expect((await lead('POST', '/api/engine/articles/import', wanted)).json()).toEqual({ created: 2, existing: 0 })
  expect((await lead('POST', '/api/engine/articles/import', wanted)).json()).toEqual({ created: 0, existing: 2 })
  const { hits } = await createKnowledgeIndex(database).answerFrom(context, '怎么开发票', { audience: 'customer' })
  expect(hits[0]).toMatchObject({ title: '如何开发票', body: '在"账单"里申请' })
  const markdown = '# First\n\ntext\n\n```sh\n# no heading\n```\n\n# 第二篇\n\n## 小节\n正文'
  expect(
    await importArticles(database, context, {
      format: 'markdown',
      content: markdown,
      audience: 'internal',
      tags: [],
      publish: false,
    }),
  ).toEqual({
    created: 2,
    existing: 0,
  })
  const list = (await agent('GET', '/api/engine/articles?audience=internal')).json<{ items: { id: string }[] }>()
  const second = await agent('GET', `/api/engine/articles/${list.items[0]!.id}`)
  expect(second.json()).toMatchObject({
    state: 'draft',
    texts: [{ locale: 'zh-CN', title: '第二篇', body: '## 小节\n正文' }],
  })
})

test('a wrong import lists every bad row with its line and changes nothing', async () => {
  const { agent, lead } = await library()
  const csv = 'question,answer\nGood,Yes\n,no question\nNo answer,\nGood,twice\n'
  const refused = await lead('POST', '/api/engine/articles/import', {
    format: 'csv',
    content: csv,
    audience: 'internal',
  })
  expect([refused.statusCode, refused.json<{ errors: unknown }>().errors]).toEqual([
    422,
    [
      { path: '/lines/3/question', message: 'is empty' },
      { path: '/lines/4/answer', message: 'is empty' },
      { path: '/lines/5/question', message: 'is the same as in line 2' },
    ],
  ])
  expect((await agent('GET', '/api/engine/articles')).json()).toEqual({ items: [], next: null })
  for (const content of ['a,b\n1,2', 'no heading at all', '# Title only']) {
    const format = content.includes(',') ? 'csv' : 'markdown'
    const answer = await lead('POST', '/api/engine/articles/import', { format, content, audience: 'internal' })
    expect(answer.statusCode).toBe(422)
  }
})

test('the longest article in either language can be published and found', async () => {
  const { database, context, agent } = await library()
  const long = Array.from({ length: 50_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('')
  const id = await publish(database, context, draft('超长文章的极限', long))
  const found = await agent('GET', `/api/engine/articles/search?text=${encodeURIComponent('超长文章')}`)
  expect(found.json()).toMatchObject({ items: [{ articleId: id }] })
})
