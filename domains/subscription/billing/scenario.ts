import type { Tx } from '#engine/store'
import { actionsOf, termsOf } from '../agreement/agreements.ts'
import { readScenario, type Agreement as Scenario } from '../invoice/scenario/scenario.ts'
import { usageOf } from '../usage/usage.ts'

/** Everything that is known about an agreement, as billing reads it, up to a date. */
export async function scenarioOf(tx: Tx, agreementId: string, until: string): Promise<Scenario> {
  const [terms, actions, usage] = await Promise.all([
    termsOf(tx, agreementId),
    actionsOf(tx, agreementId),
    usageOf(tx, agreementId, until),
  ])
  const events = usage.map(({ source, id, meter, at, value, properties, receivedAt }) => ({
    source,
    id,
    meter,
    at,
    received: receivedAt < at ? at : receivedAt,
    ...(value === null ? {} : { value }),
    properties,
  }))
  return readScenario({ ...terms, actions, events }, until)
}
