import type { ClockMove, NewTerms, SlaClock, StartClock } from '#engine/calendar'
import type { CaseShape, CaseType, SlaRule } from './case-type.ts'
import type { SlaTarget, SlaTargets } from './commands.ts'

/** Which clocks a case has and what a change of state does to them. Pure. */

type Standing = 'running' | 'paused' | 'stopped' | 'cancelled'

/** How the clocks of a metric stand in a state. */
export function standingIn<S extends CaseShape>(type: CaseType<S>, metric: S['metric'], state: S['state']): Standing {
  if (type.cancelsIn?.includes(state)) return 'cancelled'
  if (ruleOf(type, metric)?.stopsIn.includes(state)) return 'stopped'
  return type.pausesIn?.includes(state) ? 'paused' : 'running'
}

/** What happens to one clock when its case goes from one state to another. */
export function movesFor<S extends CaseShape>(
  type: CaseType<S>,
  held: Pick<SlaClock, 'metric' | 'stoppedAt'>,
  from: S['state'],
  to: S['state'],
): ClockMove[] {
  const standing = standingIn(type, held.metric, to)
  if (standing === 'cancelled') return ['cancel']
  if (standing === 'stopped') return ['stop']
  // A clock that was stopped by itself (a first answer) or for good stays so.
  const reopens = ruleOf(type, held.metric)?.reopens === true && standingIn(type, held.metric, from) === 'stopped'
  if (held.stoppedAt !== null && !reopens) return []
  const first: ClockMove[] = held.stoppedAt === null ? ['resume'] : ['reopen']
  return standing === 'paused' ? [...first, 'pause'] : first
}

/** True when a change of state leaves every clock as it is, so that none need be looked at. */
export function movesNothing<S extends CaseShape>(type: CaseType<S>, from: S['state'], to: S['state']): boolean {
  return metricsOf(type).every((metric) => standingIn(type, metric, from) === standingIn(type, metric, to))
}

/** The targets of a case: those given, else the type's own for the priority. */
export function targetsOf<S extends CaseShape>(
  type: CaseType<S>,
  priority: S['priority'],
  given: SlaTargets<S> | undefined,
): Map<S['metric'], SlaTarget> {
  const targets = new Map<S['metric'], SlaTarget>()
  for (const metric of metricsOf(type)) {
    const rule = ruleOf(type, metric)!
    const usual = rule.targets?.[priority]
    const own = given?.[metric]
    const target = own === undefined && usual !== undefined ? { targetSeconds: usual } : own
    if (target) targets.set(metric, { warnShare: rule.warnShare, ...target })
  }
  return targets
}

export function startsOf<M extends string>(
  subject: string,
  startedAt: string,
  targets: ReadonlyMap<M, SlaTarget>,
): StartClock[] {
  return [...targets].map(([metric, target]) => ({ ...target, subject, metric, startedAt }))
}

export function termsOf<M extends string>(targets: ReadonlyMap<M, SlaTarget>): Map<string, NewTerms> {
  return new Map(targets)
}

/** The earliest due instant of the clocks that run. */
export function earliestDue(clocks: readonly SlaClock[]): string | null {
  const running = clocks.filter(({ state, stoppedAt, pausedAt }) => state !== 'cancelled' && !stoppedAt && !pausedAt)
  return running.reduce<string | null>((least, { dueAt }) => (least === null || dueAt < least ? dueAt : least), null)
}

function metricsOf<S extends CaseShape>(type: CaseType<S>): S['metric'][] {
  return Object.keys(type.sla ?? {})
}

function ruleOf<S extends CaseShape>(type: CaseType<S>, metric: string): SlaRule<S> | undefined {
  return (type.sla as Readonly<Record<string, SlaRule<S>>> | undefined)?.[metric]
}
