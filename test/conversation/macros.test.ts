import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { changeMacro, createMacro, listMacros, type MacroDraft } from '../../domains/conversation/macros/macro.ts'
import { previewMacro, runMacro } from '../../domains/conversation/macros/run.ts'
import { readConversation, readThread } from '../../domains/conversation/inbox/read.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

async function served() {
  const studio = await openStudio()
  const agent = await studio.addAgent('苏晴')
  const channel = await studio.addChannel('web')
  const conversationId = await studio.write(channel, 'li', '打印机坏了')
  await studio.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const make = (draft: Partial<MacroDraft>) =>
    studio.database.withTenant(agent, (tx) =>
      createMacro(tx, agent, { shortcut: 'vpn', title: 'VPN', steps: [], own: false, ...draft }),
    )
  return { studio, agent, conversationId, make }
}

test('all steps are taken in order, once, and written into the trail', async () => {
  const { studio, agent, conversationId, make } = await served()
  const macroId = await make({
    steps: [
      { kind: 'reply', text: '{customer}好，我是{agent}。' },
      { kind: 'note', text: '第三次了' },
      { kind: 'tag', tags: ['printer', 'again'] },
      { kind: 'priority', priority: 2 },
      { kind: 'close', reason: 'resolved', survey: false },
    ],
  })
  const preview = await studio.database.withTenant(agent, (tx) => previewMacro(tx, agent, conversationId, macroId))
  expect(preview.steps[0]).toEqual({ kind: 'reply', text: '您好，我是苏晴。' })
  const run = { runId: newId(), macroId, version: 1 }
  expect(await runMacro(studio.parts, agent, conversationId, run)).toBe(true)
  expect(await runMacro(studio.parts, agent, conversationId, run)).toBe(false)

  const { items } = await studio.database.withTenant(agent, (tx) =>
    readThread(tx, agent, conversationId, { limit: 50 }),
  )
  expect(items.filter(({ author }) => author.kind === 'agent').map(({ content }) => content)).toMatchObject([
    { type: 'event', event: 'assigned' },
    { type: 'text', text: '您好，我是苏晴。' },
    { type: 'note', text: '第三次了' },
    { type: 'event', event: 'closed' },
  ])
  expect(await studio.database.withTenant(agent, (tx) => readConversation(tx, agent, conversationId))).toMatchObject({
    status: 'closed',
    tags: ['again', 'printer'],
    priority: 2,
  })
  const [trail] = await studio.rows<{ after: object }>(
    `select after from engine.audit_entry where action = 'conversation.macro.run'`,
  )
  expect(trail!.after).toMatchObject({ shortcut: 'vpn', steps: { length: 5 } })
})

test('one step that is refused undoes the steps before it', async () => {
  const { studio, agent, conversationId, make } = await served()
  const steps = [
    { kind: 'reply', text: 'I pass you on' },
    { kind: 'hand_over', queueId: newId() },
  ] as const
  const macroId = await make({ steps })
  const run = { runId: newId(), macroId, version: 1 }
  await expect(runMacro(studio.parts, agent, conversationId, run)).rejects.toThrow('conversation.queue-not-found')
  const { items } = await studio.database.withTenant(agent, (tx) =>
    readThread(tx, agent, conversationId, { limit: 50 }),
  )
  expect(items.some(({ content }) => content.type === 'text' && content.text === 'I pass you on')).toBe(false)
  expect(await studio.rows('select 1 from conversation.macro_run')).toEqual([])
})

test('what was not previewed is not done, and who does not serve the customer does nothing', async () => {
  const { studio, agent, conversationId, make } = await served()
  const macroId = await make({ steps: [{ kind: 'reply', text: 'one' }] })
  const draft = { shortcut: 'vpn', title: 'VPN', steps: [{ kind: 'reply', text: 'two' }] as const, own: false }
  await studio.database.withTenant(agent, (tx) => changeMacro(tx, agent, macroId, draft, 1))
  const run = { runId: newId(), macroId, version: 1 }
  await expect(runMacro(studio.parts, agent, conversationId, run)).rejects.toThrow('engine.version-conflict')
  const other = await studio.addAgent('罗倩')
  const latest = { ...run, version: 2 }
  await expect(runMacro(studio.parts, other, conversationId, latest)).rejects.toThrow('conversation.not-yours')
})

test('an own macro is seen by its owner only; a shortcut is given once', async () => {
  const { studio, agent, make } = await served()
  const steps = [{ kind: 'note', text: 'mine' }] as const
  await make({ steps, own: true })
  const other = await studio.addAgent('罗倩')
  const seenBy = (context: Context) => studio.database.withTenant(context, (tx) => listMacros(tx, context))
  expect(await seenBy(agent)).toHaveLength(1)
  expect(await seenBy(other)).toEqual([])
  await make({ steps })
  await expect(make({ steps })).rejects.toMatchObject({ code: 'conversation.shortcut-taken' })
})
