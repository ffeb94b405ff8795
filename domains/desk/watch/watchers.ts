import type { Context, Locale } from '#engine/kernel'
import { watchersOf } from '#engine/casework'
import { notify, type NotificationKind } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }
import type { Incident } from '../incident/incidents.ts'
import { watchedBreached, watchedCommented, watchedMoved } from './notices.ts'

const WORDS: Readonly<Record<Locale, Pick<typeof en, 'state' | 'clock'>>> = { en, 'zh-CN': zh }

/** Somebody who wants to know what becomes of an incident. */
export interface Watcher {
  readonly userId: string
  readonly name: string
}

/** By name. */
export async function listWatchers(tx: Tx, context: Context, incidentId: string): Promise<Watcher[]> {
  const userIds = await watchersOf(tx, context, incidentId)
  return tx.all(sql<Watcher>`
    select user_id as "userId", name from engine.user_account
    where tenant_id = ${context.tenantId} and user_id = any(${userIds}::uuid[]) and disabled_at is null
    order by name collate "zh-x-icu", user_id`)
}

export function tellMoved(tx: Tx, context: Context, incident: Incident): Promise<void> {
  const { number, subject, state, lastEntry } = incident
  return tellWatchers(tx, context, incident, {
    kind: watchedMoved,
    paramsIn: (locale) => ({ number, subject, by: context.actor.name, state: WORDS[locale].state[state] }),
    source: `entry:${lastEntry}`,
  })
}

/** As much of what was written as the bell shows. */
const EXCERPT_MAX = 200

export function tellCommented(
  tx: Tx,
  context: Context,
  incident: Incident,
  { seq, text }: { seq: number; text: string },
): Promise<void> {
  const params = { number: incident.number, by: context.actor.name, text: text.slice(0, EXCERPT_MAX) }
  return tellWatchers(tx, context, incident, { kind: watchedCommented, paramsIn: () => params, source: `entry:${seq}` })
}

export function tellBreached(
  tx: Tx,
  context: Context,
  incident: Incident,
  { metric, dueAt }: { metric: 'first_response' | 'restore'; dueAt: string },
): Promise<void> {
  const { number, subject } = incident
  return tellWatchers(tx, context, incident, {
    kind: watchedBreached,
    paramsIn: (locale) => ({ number, subject, promise: WORDS[locale].clock[metric] }),
    source: `${metric}:${dueAt}`,
  })
}

interface News<P> {
  readonly kind: NotificationKind<P>
  readonly paramsIn: (locale: Locale) => P
  /** Names it within the incident, so that nobody is told twice. */
  readonly source: string
}

/** Everybody who watches, each in his language, except who did it. */
async function tellWatchers<P>(
  tx: Tx,
  context: Context,
  { id }: Incident,
  { kind, paramsIn, source }: News<P>,
): Promise<void> {
  const userIds = (await watchersOf(tx, context, id)).filter((userId) => userId !== context.actor.id)
  if (userIds.length === 0) return
  const readers = await tx.all(sql<{ userId: string; locale: Locale }>`
    select user_id as "userId", locale from engine.user_account
    where tenant_id = ${context.tenantId} and user_id = any(${userIds}::uuid[])`)
  for (const [locale, those] of Map.groupBy(readers, (reader) => reader.locale)) {
    await notify(tx, context, kind, {
      userIds: those.map(({ userId }) => userId),
      params: paramsIn(locale),
      link: `/desk/incidents/${id}`,
      source: `incident:${id}:watched:${source}`,
    })
  }
}
