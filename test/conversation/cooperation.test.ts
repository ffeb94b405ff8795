import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { createUser } from '#engine/identity'
import { sql } from '#engine/store'
import { listColleagues } from '../../domains/conversation/cooperation/colleagues.ts'
import { inviteColleagues } from '../../domains/conversation/cooperation/invite.ts'
import { listSides, readSide } from '../../domains/conversation/cooperation/read-side.ts'
import { addToSide, markSideRead, openSide, writeSide } from '../../domains/conversation/cooperation/side.ts'
import { readConversation } from '../../domains/conversation/inbox/read.ts'
import { readSince } from '../../domains/conversation/thread/message.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

async function desk() {
  const studio = await openStudio()
  const { database, context, parts } = studio
  const su = await studio.addAgent('苏晴')
  const addUser = async (name: string, role: string): Promise<Context> => {
    const id = await database.withTenant(context, (tx) =>
      createUser(tx, context, { login: `${newId()}@example.com`, name, roles: [role] }),
    )
    return { ...context, actor: { kind: 'user', id, name, roles: [role], teamIds: [] } }
  }
  const luo = await addUser('罗倩', 'dispatcher')
  const he = await addUser('何静', 'finance')
  const conversationId = await studio.write(await studio.addChannel('web'), 'li', '几点到？')
  await database.withTenant(su, (tx) => takeNext(tx, su, su.actor.id))
  const sides = (by: Context) => database.withTenant(by, (tx) => listSides(tx, by, conversationId))
  const bell = () =>
    studio.rows<{ kind: string; userId: string }>(
      'select kind, user_id as "userId" from engine.notification order by id',
    )
  return { ...studio, parts, su, luo, he, conversationId, sides, bell }
}

test('people of any department and whole teams are asked in, once, and told; who may not read is left out', async () => {
  const { database, su, luo, he, conversationId, bell } = await desk()
  const teamId = newId()
  await database.withTenant(su, async (tx) => {
    await tx.run(sql`insert into engine.team (tenant_id, team_id, name) values (${su.tenantId}, ${teamId}, '调度')`)
    for (const { actor } of [luo, he]) {
      await tx.run(sql`
        insert into engine.team_member (tenant_id, team_id, user_id) values (${su.tenantId}, ${teamId}, ${actor.id})`)
    }
  })
  const { people, teams } = await database.withTenant(su, (tx) => listColleagues(tx, su))
  expect(people.map(({ name }) => name).toSorted()).toEqual(['罗倩', '苏晴'])
  expect(teams).toEqual([{ teamId, name: '调度', members: 1 }])

  const ask = () =>
    database.withTenant(su, (tx) =>
      inviteColleagues(tx, su, conversationId, { userIds: [su.actor.id], teamIds: [teamId] }),
    )
  await ask()
  await ask()
  const seen = await database.withTenant(su, (tx) => readConversation(tx, su, conversationId))
  expect(seen.participants).toEqual([{ agentId: luo.actor.id, name: '罗倩' }])
  expect(await bell()).toEqual([{ kind: 'conversation.invited', userId: luo.actor.id }])
})

test('a side conversation has an order of its own, marks what is unread, and tells each silence once', async () => {
  const { parts, database, su, luo, conversationId, sides, bell } = await desk()
  const sideId = newId()
  const side = { sideId, subject: '今天能上门吗', text: '14 点可以吗', userIds: [luo.actor.id], teamIds: [] }
  await openSide(parts, su, conversationId, side)
  await openSide(parts, su, conversationId, side)
  const again = { sourceId: newId(), text: '客户 17 点前要用' }
  expect(await writeSide(parts, su, sideId, again)).toBe(2)
  expect(await writeSide(parts, su, sideId, again)).toBe(2)
  expect(await sides(luo)).toMatchObject([{ subject: '今天能上门吗', unread: 2, lastText: '客户 17 点前要用' }])
  expect(await bell()).toEqual([{ kind: 'conversation.side_message', userId: luo.actor.id }])

  await markSideRead(parts, luo, sideId, 2)
  expect((await sides(luo))[0]!.unread).toBe(0)
  await writeSide(parts, luo, sideId, { sourceId: newId(), text: '可以' })
  expect(await sides(su)).toMatchObject([{ unread: 1 }])
  expect(await bell()).toHaveLength(2)
  const said = await database.withTenant(su, (tx) => readSide(tx, su, sideId, { limit: 200 }))
  expect(said.map(({ seq, authorName, text }) => [seq, authorName, text])).toEqual([
    [1, '苏晴', '14 点可以吗'],
    [2, '苏晴', '客户 17 点前要用'],
    [3, '罗倩', '可以'],
  ])
})

test('twenty write at once: places without holes', async () => {
  const { parts, database, su, luo, conversationId } = await desk()
  const sideId = newId()
  await openSide(parts, su, conversationId, {
    sideId,
    subject: '排班',
    text: '0',
    userIds: [luo.actor.id],
    teamIds: [],
  })
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      writeSide(parts, index % 2 ? su : luo, sideId, { sourceId: newId(), text: `${index}` }),
    ),
  )
  const said = await database.withTenant(su, (tx) => readSide(tx, su, sideId, { after: 0, limit: 200 }))
  expect(said.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
})

test('whoever joins later finds everything new; the customer reads nothing of it', async () => {
  const { parts, database, su, luo, conversationId, sides, addAgent } = await desk()
  const sideId = newId()
  await openSide(parts, su, conversationId, { sideId, subject: '内部', text: '别告诉客户', userIds: [], teamIds: [] })
  const wang = await addAgent('王磊')
  await addToSide(parts, su, sideId, { userIds: [wang.actor.id], teamIds: [] })
  expect((await sides(wang))[0]).toMatchObject({ unread: 1, members: [{ name: '苏晴' }, { name: '王磊' }] })
  expect((await sides(luo))[0]).toMatchObject({ unread: 0 })
  const shown = await database.withTenant(su, (tx) =>
    readSince(tx, su.tenantId, conversationId, { after: 0, change: 0 }, 'customer', 50),
  )
  expect(JSON.stringify(shown)).not.toContain('别告诉客户')
})
