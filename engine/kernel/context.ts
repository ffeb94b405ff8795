import { newId } from './id.ts'

/** Who acts: a person, a program with an API key, a customer on a channel, or Facet itself. */
export type ActorKind = 'user' | 'key' | 'customer' | 'system'

export interface Actor {
  readonly kind: ActorKind
  /** User id, key id, contact id, or the name of the flow or job. */
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  /** Teams of a user or a key; rows are scoped to them where `onlyTeams` says so. */
  readonly teamIds: readonly string[]
  /**
   * Sees only the own teams' work. Of the rows that the roles allow: one that belongs to one of `teamIds`, is assigned
   * to the actor, was opened by the actor, is watched by the actor, or into which the actor was asked (a step of it, a
   * thread beside it). Any other row is not there: absent from lists and counts, `not found` when asked for by id.
   * Absent: sees everything. Never set for an administrator, nor beside `customerId`, which is narrower.
   */
  readonly onlyTeams?: true
  /** For a customer's user: the only customer whose rows may be seen. */
  readonly customerId?: string
}

/** What every command and query knows about its caller; made at the border and passed on unchanged. */
export interface Context {
  readonly tenantId: string
  readonly actor: Actor
  readonly locale: Locale
  /** Follows one request through events, jobs and logs. */
  readonly traceId: string
  /** The caller's network address, for the audit trail. */
  readonly address?: string
}

export type Locale = 'en' | 'zh-CN'
export const LOCALES: readonly Locale[] = ['en', 'zh-CN']

/**
 * The same caller without the limit of the own teams: for what follows from an act that was allowed, such as the step
 * of a work order whose visit is the caller's.
 */
export function inFullSight(context: Context): Context {
  const { onlyTeams, ...actor } = context.actor
  return onlyTeams ? { ...context, actor } : context
}

/** The context of work that Facet does by itself: a flow, a job, a schedule. */
export function systemContext(tenantId: string, worker: string, traceId: string = newId()): Context {
  return {
    tenantId,
    traceId,
    locale: 'zh-CN',
    actor: { kind: 'system', id: worker, name: worker, roles: ['system'], teamIds: [] },
  }
}
