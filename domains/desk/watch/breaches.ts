import { slaBreached } from '#engine/calendar'
import { on, type Subscriber } from '#engine/events'
import { findCase } from '#engine/casework'
import type { Database } from '#engine/store'
import { incidentCase } from '../incident/incident-type.ts'
import { tellBreached } from './watchers.ts'

const SUBJECT = /^incident:(.+)$/

/** A promise about an incident was missed: whoever watches it is told, once for each promise and its terms. */
export function breachSubscriber(database: Database): Subscriber {
  return {
    name: 'desk-watched-breaches',
    reactions: [
      on(slaBreached, async ({ subject, metric, dueAt }, context) => {
        const id = SUBJECT.exec(subject)?.[1]
        if (id === undefined || (metric !== 'first_response' && metric !== 'restore')) return
        await database.withTenant(context, async (tx) => {
          const incident = await findCase(tx, context, incidentCase, id)
          if (incident) await tellBreached(tx, context, incident, { metric, dueAt })
        })
      }),
    ],
  }
}
