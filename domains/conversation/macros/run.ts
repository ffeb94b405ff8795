/** A macro at work: what it would do is shown first, and then all its steps are taken in one transaction, or none. */
import { clock, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { close } from '../close/close.ts'
import { assertServing, channelOf } from '../inbox/commands.ts'
import { addTags } from '../inbox/signs.ts'
import { broadcast, type Parts } from '../parts.ts'
import { setPriority } from '../routing/priority.ts'
import { transfer } from '../routing/transfer.ts'
import { appendMessage } from '../thread/append.ts'
import { fillIn } from '../thread/placeholders.ts'
import { authorOf, speak } from '../thread/speak.ts'
import { assertSayable } from '../words/guard.ts'
import { getMacro, type Macro } from './macro.ts'
import type { MacroStep } from './step.ts'
import { wordsOf } from './words.ts'

/** The macro as it would be applied here: its texts are filled in. */
export async function previewMacro(tx: Tx, context: Context, conversationId: string, macroId: string): Promise<Macro> {
  const macro = await getMacro(tx, context, macroId)
  const words = await wordsOf(tx, context, conversationId)
  return {
    ...macro,
    steps: macro.steps.map((step) => ('text' in step ? { ...step, text: fillIn(step.text, words) } : step)),
  }
}

export interface MacroRun {
  /** Made by the browser: a repetition takes no step twice. */
  readonly runId: string
  readonly macroId: string
  /** What was previewed: a macro that somebody has changed meanwhile is refused. */
  readonly version: number
}

/** Answers false when this run was done before. */
export async function runMacro(
  parts: Parts,
  context: Context,
  conversationId: string,
  run: MacroRun,
): Promise<boolean> {
  const channel = await channelOf(parts, context, conversationId)
  return parts.database.withTenant(context, async (tx) => {
    if (!(await begin(tx, context, conversationId, run))) return false
    const macro = await previewMacro(tx, context, conversationId, run.macroId)
    if (macro.version !== run.version) throw new Refusal('engine.version-conflict', 412)
    await assertServing(tx, context, conversationId)
    const stage = { tx, context, channel, conversationId }
    for (const [index, step] of macro.steps.entries()) await take(stage, step, `macro:${run.runId}:${index}`)
    await tx.run(sql`
      update conversation.macro set uses = uses + 1
      where tenant_id = ${context.tenantId} and macro_id = ${run.macroId}`)
    const { shortcut, steps } = macro
    const change = { action: 'conversation.macro.run', subject: `conversation:${conversationId}` }
    await audit(tx, context, { ...change, after: { shortcut, steps } })
    tx.afterCommit(() => broadcast(parts, context, `conversation:${conversationId}`, 'conversation.tagged', {}))
    return true
  })
}

async function begin(
  tx: Tx,
  { tenantId, actor }: Context,
  conversationId: string,
  { runId, macroId }: MacroRun,
): Promise<boolean> {
  const begun = await tx.run(sql`
    insert into conversation.macro_run (tenant_id, run_id, macro_id, conversation_id, ran_by, ran_at)
    values (${tenantId}, ${runId}, ${macroId}, ${conversationId}, ${actor.id}, ${clock.date()})
    on conflict do nothing`)
  return begun > 0
}

interface Stage {
  readonly tx: Tx
  readonly context: Context
  readonly channel: Channel
  readonly conversationId: string
}

async function take(
  { tx, context, channel, conversationId }: Stage,
  step: MacroStep,
  sourceId: string,
): Promise<unknown> {
  const author = authorOf(context)
  switch (step.kind) {
    case 'reply': {
      await assertSayable(tx, context, step.text, { asked: true })
      const content = { type: 'text', text: step.text } as const
      return speak(tx, context, channel, { conversationId, sourceId, author, content })
    }
    case 'note': {
      const content = { type: 'note' as const, text: step.text, mentions: [] }
      const place = { conversationId, channelId: channel.channelId, sourceId, author }
      return appendMessage(tx, context, { ...place, content, internal: true, pushed: false })
    }
    case 'tag':
      return addTags(tx, context, conversationId, step.tags)
    case 'priority':
      return setPriority(tx, context, conversationId, step.priority)
    case 'hand_over':
      return transfer(tx, context, conversationId, { queueId: step.queueId }, null)
    case 'close':
      return close(tx, context, channel, { conversationId, reason: step.reason, survey: step.survey })
  }
}
