import { newId } from './id.ts'

/** Who acts: a person, a program with an API key, a customer on a channel, or Facet itself. */
export type ActorKind = 'user' | 'key' | 'customer' | 'system'

export interface Actor {
  readonly kind: ActorKind
  /** User id, key id, contact id, or the name of the flow or job. */
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  /** Teams of a user; rows may be scoped to them. */
  readonly teamIds: readonly string[]
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

/** The context of work that Facet does by itself: a flow, a job, a schedule. */
export function systemContext(tenantId: string, worker: string, traceId: string = newId()): Context {
  return {
    tenantId,
    traceId,
    locale: 'zh-CN',
    actor: { kind: 'system', id: worker, name: worker, roles: ['system'], teamIds: [] },
  }
}
