/** Macros: own ones, and those of everybody. */
import { newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, violates, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import type { MacroStep } from './step.ts'

export interface Macro {
  readonly macroId: string
  readonly shortcut: string
  readonly title: string
  readonly steps: readonly MacroStep[]
  /** Only its owner sees an own one. */
  readonly own: boolean
  readonly uses: number
  readonly version: number
}

export type MacroDraft = Pick<Macro, 'shortcut' | 'title' | 'steps' | 'own'>

const COLUMNS = sql.raw(`macro_id as "macroId", shortcut, title, steps, owner_id is not null as own, uses, version`)

/** Everybody's and one's own, the most used first. */
export function listMacros(tx: Tx, { tenantId, actor }: Context): Promise<Macro[]> {
  return tx.all(sql<Macro>`
    select ${COLUMNS} from conversation.macro
    where tenant_id = ${tenantId} and (owner_id is null or owner_id::text = ${actor.id})
    order by uses desc, shortcut, macro_id limit 500`)
}

export async function getMacro(tx: Tx, { tenantId, actor }: Context, macroId: string): Promise<Macro> {
  const macro = await tx.find(sql<Macro>`
    select ${COLUMNS} from conversation.macro
    where tenant_id = ${tenantId} and macro_id = ${macroId} and (owner_id is null or owner_id::text = ${actor.id})`)
  if (!macro) throw conversationRefusals.macroNotFound()
  return macro
}

export async function createMacro(tx: Tx, context: Context, draft: MacroDraft): Promise<string> {
  const macroId = newId()
  const { shortcut, title, steps, own } = draft
  await unlessTaken(
    shortcut,
    tx.run(sql`
      insert into conversation.macro (tenant_id, macro_id, shortcut, title, steps, owner_id)
      values (${context.tenantId}, ${macroId}, ${shortcut}, ${title}, ${JSON.stringify(steps)},
        ${own ? context.actor.id : null})`),
  )
  await audit(tx, context, { action: 'conversation.macro.create', subject: `macro:${macroId}`, after: draft })
  return macroId
}

/** An own one may become everybody's, and the other way round. */
export async function changeMacro(
  tx: Tx,
  context: Context,
  macroId: string,
  draft: MacroDraft,
  version: number,
): Promise<void> {
  const before = await getMacro(tx, context, macroId)
  const { shortcut, title, steps, own } = draft
  const changed = await unlessTaken(
    shortcut,
    tx.run(sql`
      update conversation.macro set shortcut = ${shortcut}, title = ${title}, steps = ${JSON.stringify(steps)},
        owner_id = ${own ? context.actor.id : null}, version = version + 1
      where tenant_id = ${context.tenantId} and macro_id = ${macroId} and version = ${version}`),
  )
  if (changed === 0) throw new Refusal('engine.version-conflict', 412)
  await audit(tx, context, { action: 'conversation.macro.change', subject: `macro:${macroId}`, before, after: draft })
}

export async function removeMacro(tx: Tx, context: Context, macroId: string): Promise<void> {
  const before = await getMacro(tx, context, macroId)
  await tx.run(sql`
    delete from conversation.macro where tenant_id = ${context.tenantId} and macro_id = ${macroId}`)
  await audit(tx, context, { action: 'conversation.macro.remove', subject: `macro:${macroId}`, before })
}

async function unlessTaken<T>(shortcut: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const isTaken = violates(error, 'macro_shortcut') || violates(error, 'macro_own')
    throw isTaken ? conversationRefusals.shortcutTaken({ shortcut }) : error
  }
}
