import { expect, test } from 'vitest'
import { createOrganisations, createPerson, getPerson } from '#engine/party'
import { identify } from '../../domains/conversation/contacts/identify.ts'
import { close } from '../../domains/conversation/close/close.ts'
import { readConversation } from '../../domains/conversation/inbox/read.ts'
import { openStudio } from './studio.ts'

async function desk() {
  const studio = await openStudio()
  const { database, context, parts } = studio
  const agent = await studio.addAgent('苏晴')
  const channel = await studio.addChannel('web')
  const conversationId = await studio.write(channel, 'visitor:1', '打印机坏了')
  const { li, bank } = await database.withTenant(context, async (tx) => {
    const [bank] = await createOrganisations(tx, context, [{ kind: 'customer', name: '恒泰银行' }])
    const [branch] = await createOrganisations(tx, context, [
      { kind: 'department', name: '信贷部', parentId: bank!.id },
    ])
    const li = await createPerson(tx, context, { name: '李雯', organisationId: branch!.id, vip: true })
    return { li, bank: bank! }
  })
  const read = (id = conversationId) => database.withTenant(agent, (tx) => readConversation(tx, agent, id))
  const identitiesOf = async (id: string) =>
    (await database.withTenant(agent, (tx) => getPerson(tx, agent, id))).identities
  return { ...studio, agent, channel, conversationId, li, bank, read, identitiesOf, parts }
}

test('a stranger becomes a person of a customer, is recognised later, and a mistake is undone', async () => {
  const { parts, agent, database, channel, conversationId, write, li, bank, read, identitiesOf } = await desk()
  const former = await identify(parts, agent, conversationId, { personId: li.id, customerId: null })
  expect(former).toEqual({ personId: null, customerId: null })
  expect(await read()).toMatchObject({
    contactName: '李雯',
    organisationName: '恒泰银行',
    personId: li.id,
    customerId: bank.id,
    vip: true,
  })
  expect(await identitiesOf(li.id)).toEqual([{ channel: 'web', externalId: 'visitor:1' }])

  await database.withTenant(agent, (tx) =>
    close(tx, agent, channel, { conversationId, reason: 'resolved', survey: false }),
  )
  const next = await write(channel, 'visitor:1', '又坏了')
  expect(await read(next)).toMatchObject({ contactName: '李雯', personId: li.id })

  expect(await identify(parts, agent, next, former)).toEqual({ personId: li.id, customerId: bank.id })
  expect(await read(next)).toMatchObject({ contactName: null, personId: null, customerId: null, vip: false })
  expect(await identitiesOf(li.id)).toEqual([])
})

test('an identity belongs to one person: who is recognised anew leaves the former one', async () => {
  const { parts, agent, database, conversationId, li, bank, identitiesOf, rows } = await desk()
  await identify(parts, agent, conversationId, { personId: li.id, customerId: null })
  const wang = await database.withTenant(agent, (tx) =>
    createPerson(tx, agent, { name: '王磊', organisationId: bank.id }),
  )
  await identify(parts, agent, conversationId, { personId: wang.id, customerId: null })
  expect(await identitiesOf(li.id)).toEqual([])
  expect(await identitiesOf(wang.id)).toHaveLength(1)
  expect(await rows(`select 1 from engine.audit_entry where action = 'conversation.contact.identify'`)).toHaveLength(2)
})

test('the customer alone may be known; what is no customer is not taken for one', async () => {
  const { parts, agent, database, conversationId, bank, read } = await desk()
  await identify(parts, agent, conversationId, { personId: null, customerId: bank.id })
  expect(await read()).toMatchObject({ personId: null, customerId: bank.id, organisationName: '恒泰银行' })
  const [supplier] = await database.withTenant(agent, (tx) =>
    createOrganisations(tx, agent, [{ kind: 'supplier', name: '供应商' }]),
  )
  await identify(parts, agent, conversationId, { personId: null, customerId: supplier!.id })
  expect((await read()).customerId).toBeNull()
})
