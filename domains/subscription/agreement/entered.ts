import { clock, type Problem } from '#engine/kernel'
import { replay } from '../invoice/agreement/replay.ts'
import { addDays, dateAt, type LocalDate } from '../invoice/periods.ts'
import { dateOf } from '../invoice/scenario/moment.ts'
import type { Agreement as Scenario } from '../invoice/scenario/scenario.ts'
import type { AgreementAction, Terms } from './agreements.ts'

/** The zone on whose wall the agreement counts its days. */
export function zoneOf(terms: Terms): string {
  return (terms.customer as { timeZone: string }).timeZone
}

export function todayIn(zone: string): LocalDate {
  return dateAt(clock.ms(), zone)
}

/**
 * An action as it is known from now on. For a past day, or one that is billed already, `recorded` says so; what the
 * caller says about it counts for nothing. Example: billed up to the 1st, three seats entered on the 1st for the 16th
 * of the month before are known on the 2nd.
 */
export function enteredNow(action: AgreementAction, zone: string, billedUntil: LocalDate | null): AgreementAction {
  const { recorded: _claimed, ...given } = action
  const today = todayIn(zone)
  const open = billedUntil !== null && billedUntil >= today ? addDays(billedUntil, 1) : today
  return isDated(action) && dateOf(action.at, zone) < open
    ? { ...given, do: action.do, at: action.at, recorded: open }
    : { ...given, do: action.do, at: action.at }
}

/** A moment that cannot be read is refused with everything else, when the scenario is read. */
function isDated({ at }: AgreementAction): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(at)
}

/** What the actions, in their order, do not allow: a swap of a device that is not there, a change before the start. */
export function problemsOfActions(scenario: Scenario): Problem[] {
  const last = scenario.actions
    .map(({ knownOn }) => knownOn)
    .toSorted()
    .at(-1)
  return last === undefined ? [] : replay(scenario, last).problems
}
