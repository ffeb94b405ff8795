/** The words of a company that must not be said, by agents and by customers. */
import { clock, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'
import { wordRefusals } from './errors.ts'
import { matcherOf, type Matcher } from './matcher.ts'
import { normalise } from './normalise.ts'

export type Side = 'agent' | 'customer'
/** block: it is not sent; warn: it is asked about before; mark: it is sent, and supervisors see it. */
export type Level = 'block' | 'warn' | 'mark'

export interface SensitiveWord {
  readonly word: string
  readonly side: Side
  readonly level: Level
}

/** Of both sides together. */
export const WORDS_MAX = 10_000

export function listWords(tx: Tx, { tenantId }: Context): Promise<SensitiveWord[]> {
  return tx.all(sql<SensitiveWord>`
    select word, side, level from conversation.sensitive_word where tenant_id = ${tenantId}
    order by side, array_position(array['block', 'warn', 'mark'], level), key`)
}

/** Adds words; a known one gets the new level. Answers how many there are of all. Refused: too-many-words. */
export async function addWords(
  tx: Tx,
  context: Context,
  { side, level, words }: { side: Side; level: Level; words: readonly string[] },
): Promise<number> {
  const keyed = new Map(words.map((word) => [normalise(word).trim(), word.trim()]))
  keyed.delete('')
  await touchList(tx, context)
  await tx.run(sql`
    insert into conversation.sensitive_word (tenant_id, side, key, word, level, added_by, added_at)
    select ${context.tenantId}, ${side}, w.key, w.word, ${level}, ${context.actor.name}, ${clock.date()}
    from unnest(${[...keyed.keys()]}::text[], ${[...keyed.values()]}::text[]) w(key, word)
    on conflict (tenant_id, side, key) do update set word = excluded.word, level = excluded.level,
      added_by = excluded.added_by, added_at = excluded.added_at`)
  const { total } = await tx.one(sql<{ total: number }>`
    select count(*)::int as total from conversation.sensitive_word where tenant_id = ${context.tenantId}`)
  if (total > WORDS_MAX) throw wordRefusals.tooManyWords({ max: WORDS_MAX, total })
  await audit(tx, context, {
    action: 'conversation.sensitive_words.add',
    subject: `sensitive_words:${side}`,
    after: { level, count: keyed.size },
  })
  return total
}

export async function removeWords(
  tx: Tx,
  context: Context,
  { side, words }: { side: Side; words: readonly string[] },
): Promise<void> {
  const keys = words.map((word) => normalise(word).trim())
  await touchList(tx, context)
  const count = await tx.run(sql`
    delete from conversation.sensitive_word
    where tenant_id = ${context.tenantId} and side = ${side} and key = any(${keys}::text[])`)
  await audit(tx, context, {
    action: 'conversation.sensitive_words.remove',
    subject: `sensitive_words:${side}`,
    after: { count },
  })
}

async function touchList(tx: Tx, { tenantId }: Context): Promise<void> {
  await tx.run(sql`
    insert into conversation.sensitive_list as l (tenant_id, revision) values (${tenantId}, 1)
    on conflict (tenant_id) do update set revision = l.revision + 1`)
}

export interface WordsOfSide {
  readonly words: readonly SensitiveWord[]
  readonly matcher: Matcher
}

type Kept = { readonly revision: number } & Readonly<Record<Side, WordsOfSide>>

const NOTHING: WordsOfSide = { words: [], matcher: matcherOf([]) }
/** So many companies' words are kept ready; the one that was read first makes room. */
const KEPT_MAX = 100
const kept = new Map<string, Kept>()

/** The words that one side must not say, ready to be looked for. */
export async function wordsOf(tx: Tx, context: Context, side: Side): Promise<WordsOfSide> {
  const list = await tx.find(sql<{ revision: number }>`
    select revision from conversation.sensitive_list where tenant_id = ${context.tenantId}`)
  return list ? (await wordsAt(tx, context, list.revision))[side] : NOTHING
}

/** The same for who knows which revision of the list holds. */
export async function wordsAt(
  tx: Tx,
  context: Context,
  revision: number,
): Promise<Readonly<Record<Side, WordsOfSide>>> {
  const { tenantId } = context
  const known = kept.get(tenantId)
  if (known?.revision === revision) return known
  const words = await listWords(tx, context)
  const ready = { revision, agent: readyOf(words, 'agent'), customer: readyOf(words, 'customer') }
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(tenantId, ready)
  return ready
}

function readyOf(all: readonly SensitiveWord[], side: Side): WordsOfSide {
  const words = all.filter((one) => one.side === side)
  return { words, matcher: matcherOf(words.map(({ word }) => word)) }
}

/** The different words in a text, the gravest first. */
export function wordsIn({ words, matcher }: WordsOfSide, text: string): SensitiveWord[] {
  const found = new Set(matcher.matches(text).map(({ index }) => words[index]!))
  // The list is ordered by gravity.
  return words.length === 0 ? [] : words.filter((word) => found.has(word))
}
