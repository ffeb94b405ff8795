import { expect, test } from 'vitest'
import { createParty } from '#engine/party'
import { freshTenant } from '#test/database'
import { ROWS_MAX } from './sheet.ts'

async function office() {
  const { database, context } = await freshTenant()
  const party = createParty({ database })
  const bring = (kind: 'organisations' | 'sites' | 'people', csv: string, apply = true) =>
    party.importSheet(context, kind, { csv, apply })
  return { context, party, bring }
}

const CUSTOMERS = `编码,名称,别名,类型,上级,重点
C1,恒泰银行,Hengtai Bank,,,是
C1-IT,信息科技部,IT,部门,C1,
C2,"Acme, Ltd.",,,,`

test('a first spreadsheet makes customers with departments, their sites and their people', async () => {
  const { context, party, bring } = await office()
  expect(await bring('organisations', CUSTOMERS)).toMatchObject({ rows: 3, created: 3, problemCount: 0, applied: true })
  const sites = 'code\tcustomer\tname\taddress\tlng\tlat\nS1\tC1\tTower\t1 Road\t114.06\t22.54'
  expect(await bring('sites', sites)).toMatchObject({ created: 1, applied: true })
  const people = 'id;organisation;name;job title;mail\nP1;C1-IT;Anna;CIO;anna@example.com'
  expect(await bring('people', people)).toMatchObject({ created: 1, applied: true })

  const { items } = await party.listOrganisations(context, { limit: 9 })
  const byCode = Object.fromEntries(items.map((one) => [one.code, one]))
  expect(byCode['C1']).toMatchObject({ name: '恒泰银行', alias: 'Hengtai Bank', kind: 'customer', vip: true })
  expect(byCode['C1-IT']).toMatchObject({ kind: 'department', path: [byCode['C1']!.id, byCode['C1-IT']!.id] })
  expect(byCode['C2']!.name).toBe('Acme, Ltd.')
  expect((await party.listSites(context, { limit: 9 })).items).toMatchObject([
    { code: 'S1', organisationId: byCode['C1']!.id, zone: 'Asia/Shanghai', longitude: 114.06 },
  ])
  expect((await party.listPeople(context, { limit: 9 })).items).toMatchObject([
    { name: 'Anna', title: 'CIO', identities: [{ channel: 'import', externalId: 'P1' }] },
  ])
})

test('the same text twice changes nothing; an empty cell says nothing; what differs is changed', async () => {
  const { context, party, bring } = await office()
  await bring('organisations', CUSTOMERS)
  expect(await bring('organisations', CUSTOMERS)).toMatchObject({ created: 0, changed: 0, unchanged: 3 })
  expect(await bring('organisations', 'code,name,alias\nC1,恒泰银行,\nC2,Acme,')).toMatchObject({
    changed: 1,
    unchanged: 1,
  })
  const { items } = await party.listOrganisations(context, { limit: 9, text: 'C1' })
  expect(items.find(({ code }) => code === 'C1')).toMatchObject({ alias: 'Hengtai Bank', vip: true, version: 1 })
  expect((await party.listOrganisations(context, { limit: 9, text: 'Acme' })).items).toMatchObject([{ version: 2 }])
  await bring('people', 'code,customer,name\nP1,C2,Anna')
  expect(await bring('people', 'code,customer,name,phone\nP1,C2,Anna,+86 1')).toMatchObject({ created: 0, changed: 1 })
})

test('one wrong cell keeps everything out, and a trial writes nothing', async () => {
  const { context, party, bring } = await office()
  expect(await bring('organisations', CUSTOMERS, false)).toMatchObject({ created: 3, applied: false })
  expect(await bring('organisations', `${CUSTOMERS}\nC3,Third,,,C9,`)).toMatchObject({ created: 4, applied: false })
  expect((await party.listOrganisations(context, { limit: 9 })).items).toEqual([])
})

test.each([
  {
    csv: 'code,name\n,Anna',
    problem: { line: 2, column: 'code', kind: 'missing' },
    because: 'it could not be found again',
  },
  {
    csv: 'code,name,mail\nC1,A,no mail',
    problem: { line: 2, column: 'email', kind: 'wrong', value: 'no mail' },
    because: 'nobody could write to it',
  },
  {
    csv: 'code,name,parent\nC1,A,C9',
    problem: { line: 2, column: 'parent', kind: 'unknown', value: 'C9' },
    because: 'there is no such organisation',
  },
  {
    csv: 'code,name\nC1,A\n\nC1,B',
    problem: { line: 4, column: 'code', kind: 'twice', value: 'C1' },
    because: 'which of both is meant?',
  },
  {
    csv: 'code,name,shoe size\nC1,A,43',
    problem: { line: 1, column: 'shoe size', kind: 'unknown-column' },
    because: 'it would be lost silently',
  },
  {
    csv: 'name\nA',
    problem: { line: 1, column: 'code', kind: 'missing-column' },
    because: 'without codes every import would double',
  },
  { csv: 'code,name', problem: { line: 1, column: null, kind: 'no-rows' }, because: 'a header alone says nothing' },
  {
    csv: `code,name${'\nC,A'.repeat(ROWS_MAX + 1)}`,
    problem: { line: 1, kind: 'too-many', value: '5001' },
    because: 'an import is one transaction',
  },
])('$problem.kind: $because', async ({ csv, problem }) => {
  const { bring } = await office()
  const { problems, applied } = await bring('organisations', csv)
  expect(problems).toContainEqual(expect.objectContaining(problem))
  expect(applied).toBe(false)
})

test('half a position and a zone that does not exist are told by their columns', async () => {
  const { bring } = await office()
  await bring('organisations', CUSTOMERS)
  const { problems } = await bring('sites', 'code,customer,name,address,zone,lng\nS1,C1,A,x,Mars/Base,\nS2,C1,B,x,,114')
  expect(problems).toEqual([
    { line: 2, column: 'zone', kind: 'wrong', value: 'Mars/Base' },
    { line: 3, column: 'longitude', kind: 'wrong', value: '114' },
  ])
})

test('five thousand rows come in within seconds', async () => {
  const { bring } = await office()
  const rows = Array.from({ length: ROWS_MAX }, (_, n) => `C${n},Customer ${n},客户 ${n},0755-${n}`)
  const csv = ['code,name,alias,phone', ...rows].join('\n')
  expect(await bring('organisations', csv)).toMatchObject({ created: ROWS_MAX, applied: true })
  expect(await bring('organisations', csv)).toMatchObject({ unchanged: ROWS_MAX, applied: true })
})
