import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { createParty } from '#engine/party'
import { freshTenant } from '#test/database'

async function office() {
  const { database, context } = await freshTenant()
  const party = createParty({ database })
  const asUserOf = (customerId: string): Context => ({
    ...context,
    actor: { kind: 'customer', id: 'c', name: 'Customer', roles: ['customer'], teamIds: [], customerId },
  })
  const names = async (query: { text?: string; within?: string; kind?: 'customer' }, by = context) =>
    (await party.listOrganisations(by, { limit: 50, ...query })).items.map(({ name }) => name)
  return { context, party, asUserOf, names }
}

test('organisations are a tree that can be asked from any node and be moved as a whole', async () => {
  const { context, party, names } = await office()
  const [bank, branch, counter] = [newId(), newId(), newId()]
  await party.createOrganisations(context, [
    { id: counter, parentId: branch, kind: 'department', name: '柜台' },
    { id: branch, parentId: bank, kind: 'department', name: '深圳分行' },
    { id: bank, kind: 'customer', name: '恒泰银行' },
  ])
  expect((await party.getOrganisation(context, counter)).path).toEqual([bank, branch, counter])
  expect(await names({ within: branch })).toEqual(['柜台', '深圳分行'].sort(new Intl.Collator('zh').compare))
  const other = await party.createOrganisation(context, { kind: 'customer', name: '另一家' })
  await party.updateOrganisation(context, branch, { parentId: other.id }, 1)
  expect((await party.getOrganisation(context, counter)).path).toEqual([other.id, branch, counter])
  await expect(party.updateOrganisation(context, other.id, { parentId: counter })).rejects.toMatchObject({
    code: 'engine.organisation-within-itself',
  })
  await expect(
    party.createOrganisation(context, { kind: 'customer', name: 'x', parentId: newId() }),
  ).rejects.toMatchObject({ problems: [{ path: '/parentId' }] })
})

test('names are found by any part in both languages, beginnings first, sorted by pinyin', async () => {
  const { context, party, names } = await office()
  await party.createOrganisations(context, [
    { kind: 'customer', name: '重庆云启', alias: 'Cloud Start Chongqing' },
    { kind: 'customer', name: '云启服务', code: 'YQ-1' },
    { kind: 'customer', name: '北京云启' },
    { kind: 'customer', name: 'Acme 100% GmbH' },
  ])
  expect(await names({})).toEqual(
    ['北京云启', '重庆云启', '云启服务', 'Acme 100% GmbH'].sort(new Intl.Collator('zh').compare),
  )
  expect(await names({ text: '云启' })).toEqual(['云启服务', '北京云启', '重庆云启'])
  expect(await names({ text: 'cloud START' })).toEqual(['重庆云启'])
  expect(await names({ text: 'yq-' })).toEqual(['云启服务'])
  expect(await names({ text: '0%' })).toEqual(['Acme 100% GmbH'])
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await party.listOrganisations(context, { limit: 1, text: '云启', after })
    seen.push(...page.items.map(({ name }) => name))
    if (page.next === null) break
    after = page.next
  }
  expect(seen).toEqual(['云启服务', '北京云启', '重庆云启'])
})

test('a newcomer who writes twice at once becomes one person', async () => {
  const { context, party } = await office()
  const hello = { channel: 'wechat', externalId: 'oABC', name: '微信用户' }
  const met = await Promise.all(Array.from({ length: 6 }, () => party.resolvePerson(context, hello)))
  expect(new Set(met.map(({ person }) => person.id)).size).toBe(1)
  expect(met.filter(({ isNew }) => isNew).length).toBe(1)
  expect(met[0]!.person).toMatchObject({ identities: [{ channel: 'wechat', externalId: 'oABC' }], version: 1 })
  await expect(
    party.createPerson(context, { name: 'Thief', identities: [{ channel: 'wechat', externalId: 'oABC' }] }),
  ).rejects.toMatchObject({ code: 'engine.identity-taken' })
  expect((await party.listPeople(context, { limit: 5, text: 'Thief' })).items).toEqual([])
})

test('a change against an old version, a taken code and a reference to nothing are refused', async () => {
  const { context, party } = await office()
  const { id } = await party.createOrganisation(context, { kind: 'customer', name: 'one', code: 'A' })
  expect(await party.updateOrganisation(context, id, { name: 'uno', archived: true }, 1)).toMatchObject({
    name: 'uno',
    code: 'A',
    version: 2,
  })
  await expect(party.updateOrganisation(context, id, { name: 'late' }, 1)).rejects.toMatchObject({ status: 412 })
  await expect(party.createOrganisation(context, { kind: 'customer', name: 'two', code: 'A' })).rejects.toMatchObject({
    code: 'engine.party-code-taken',
  })
  expect((await party.listOrganisations(context, { limit: 5 })).items).toEqual([])
  expect((await party.listOrganisations(context, { limit: 5, archived: true })).items.length).toBe(1)
  const site = { organisationId: id, name: 'Tower', address: '1 Road', zone: 'Asia/Shanghai' }
  await expect(party.createSite(context, { ...site, calendarId: newId() })).rejects.toMatchObject({
    problems: [{ path: '/calendarId' }],
  })
  await expect(party.createSite(context, { ...site, longitude: 114 })).rejects.toMatchObject({ status: 422 })
})

test('a customer sees the own organisation, what is below it, its people and sites', async () => {
  const { context, party, asUserOf, names } = await office()
  const [a, b, below] = [newId(), newId(), newId()]
  await party.createOrganisations(context, [
    { id: a, kind: 'customer', name: 'A' },
    { id: b, kind: 'customer', name: 'B' },
    { id: below, parentId: a, kind: 'department', name: 'A1' },
  ])
  const people = await party.createPeople(context, [
    { name: 'Anna', organisationId: below, vip: true },
    { name: 'Bert', organisationId: b },
  ])
  const place = { address: 'x', zone: 'Asia/Shanghai', longitude: 114.06, latitude: 22.54 }
  const sites = await party.createSites(context, [
    { ...place, name: 'SA', organisationId: a },
    { ...place, name: 'SB', organisationId: b },
  ])
  const user = asUserOf(a)
  expect(await names({}, user)).toEqual(['A', 'A1'])
  const ids = people.map(({ id }) => id)
  expect((await party.peopleByIds(user, ids)).map(({ name }) => name)).toEqual(['Anna'])
  expect((await party.listPeople(context, { limit: 5, organisationId: a, vip: true })).items).toEqual([people[0]])
  expect((await party.listSites(user, { limit: 5 })).items).toEqual([sites[0]])
  await expect(party.getSite(user, sites[1]!.id)).rejects.toMatchObject({ status: 404 })
  await expect(party.updatePerson(user, ids[1]!, { name: 'Bertha' })).rejects.toMatchObject({ status: 404 })
})

test('an update replaces identities and keeps the rest', async () => {
  const { context, party } = await office()
  const { id } = await party.createPerson(context, {
    name: 'Anna',
    phone: '+86 755 1',
    identities: [{ channel: 'wechat', externalId: 'o1' }],
  })
  const identities = [{ channel: 'wecom', externalId: 'w1' }]
  await party.updatePerson(context, id, { identities, title: 'CIO' })
  expect(await party.getPerson(context, id)).toMatchObject({ phone: '+86 755 1', title: 'CIO', identities, version: 2 })
})

test('notes are for colleagues: a user of the customer reads none, and a change made by others keeps them', async () => {
  const { context, party, asUserOf } = await office()
  const { id } = await party.createOrganisation(context, { kind: 'customer', name: 'A', notes: 'slow payer' })
  const person = await party.createPerson(context, { name: 'Anna', organisationId: id, notes: 'calls often' })
  const user = asUserOf(id)
  expect(await party.getOrganisation(user, id)).toMatchObject({ name: 'A', notes: null })
  expect((await party.listPeople(user, { limit: 5 })).items).toMatchObject([{ name: 'Anna', notes: null }])
  await party.updatePerson(user, person.id, { title: 'CIO' })
  expect(await party.getPerson(context, person.id)).toMatchObject({ title: 'CIO', notes: 'calls often' })
})

test('sites are counted for an organisation with what is below it; archived ones do not count', async () => {
  const { context, party, asUserOf } = await office()
  const [a, below, b] = [newId(), newId(), newId()]
  await party.createOrganisations(context, [
    { id: a, kind: 'customer', name: 'A', vip: true },
    { id: below, parentId: a, kind: 'department', name: 'A1' },
    { id: b, kind: 'customer', name: 'B' },
  ])
  const place = { address: 'x', zone: 'Asia/Shanghai' }
  const [first] = await party.createSites(context, [
    { ...place, name: 'S1', organisationId: a },
    { ...place, name: 'S2', organisationId: below },
    { ...place, name: 'S3', organisationId: a },
    { ...place, name: 'S4', organisationId: b },
  ])
  await party.updateSite(context, first!.id, { archived: true })
  expect(await party.siteCounts(context, [a, below, b])).toEqual(
    new Map([
      [a, 2],
      [below, 1],
      [b, 1],
    ]),
  )
  expect(await party.siteCounts(asUserOf(b), [a, below, b])).toEqual(new Map([[b, 1]]))
  expect((await party.listOrganisations(context, { limit: 5, vip: true })).items.map(({ name }) => name)).toEqual(['A'])
})
