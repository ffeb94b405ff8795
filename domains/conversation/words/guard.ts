/** What an agent says is looked through before it leaves; what must not be said stays here. */
import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { wordRefusals } from './errors.ts'
import { wordsIn, wordsOf, type Level, type SensitiveWord, type Side } from './word-list.ts'

export interface Caution {
  readonly outcome: 'clean' | Level
  readonly words: readonly string[]
}

/** What would become of a text of an agent, with the words of the gravest level in it. */
export async function cautionOf(tx: Tx, context: Context, text: string): Promise<Caution> {
  const found = wordsIn(await wordsOf(tx, context, 'agent'), text)
  const gravest = found[0]?.level
  if (gravest === undefined) return { outcome: 'clean', words: [] }
  return { outcome: gravest, words: found.filter(({ level }) => level === gravest).map(({ word }) => word) }
}

/** Refused: word-blocked; word-warned unless its author has been asked. Answers what is in it all the same. */
export async function assertSayable(
  tx: Tx,
  context: Context,
  text: string,
  { asked }: { asked: boolean },
): Promise<readonly SensitiveWord[]> {
  const found = wordsIn(await wordsOf(tx, context, 'agent'), text)
  const [gravest] = found
  if (gravest?.level === 'block') throw wordRefusals.wordBlocked({ word: gravest.word })
  if (gravest?.level === 'warn' && !asked) throw wordRefusals.wordWarned({ word: gravest.word })
  return found
}

export interface Place {
  readonly conversationId: string
  readonly seq: number
}

/** Keeps where words were said; false when that was known. */
export async function keepHits(
  tx: Tx,
  { tenantId }: Context,
  { conversationId, seq }: Place,
  side: Side,
  found: readonly SensitiveWord[],
): Promise<boolean> {
  if (found.length === 0) return false
  const kept = await tx.run(sql`
    insert into conversation.word_hit (tenant_id, conversation_id, seq, word, side, level, found_at)
    select ${tenantId}, ${conversationId}, ${seq}, f.word, ${side}, f.level, ${clock.date()}
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) f(word text, level text)
    on conflict do nothing`)
  return kept > 0
}
