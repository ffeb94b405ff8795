import type { Context } from '#engine/kernel'
import { importCases, type ImportedCase } from '#engine/casework'
import type { Tx } from '#engine/store'
import type { IncidentFields } from './incident/fields.ts'
import { incidentCase } from './incident/incident-type.ts'
import type { IncidentShape } from './incident/incidents.ts'

/** An incident with a past, for the demo company: written at once and told to nobody. */
export interface DemoIncident {
  readonly subject: string
  readonly description: string
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  readonly customerId: string
  readonly siteId: string
  readonly personId: string | null
  readonly assignee: { readonly id: string; readonly name: string } | null
  readonly origin: IncidentFields['origin']
  readonly teamId?: string | undefined
  readonly category?: string | undefined
  readonly deviceId?: string | undefined
  readonly serial?: string | undefined
  readonly openedAt: string
  readonly respondedAt?: string | undefined
  readonly resolvedAt?: string | undefined
  readonly resolution?: string | undefined
}

const FIRST_RESPONSE = { p1: 900, p2: 1800, p3: 3600, p4: 14_400 } as const
const RESTORE = { p1: 14_400, p2: 28_800, p3: 86_400, p4: 144_000 } as const

export async function seedIncidents(tx: Tx, context: Context, incidents: readonly DemoIncident[]): Promise<void> {
  await importCases(tx, context, incidentCase, incidents.map(caseOf))
}

function caseOf(incident: DemoIncident): ImportedCase<IncidentShape> {
  const { openedAt, respondedAt, resolvedAt, assignee, priority, description } = incident
  const facet = { kind: 'system' as const, id: 'facet', name: 'Facet' }
  const agent = assignee ? { kind: 'user' as const, ...assignee } : facet
  const stop = (at: string | undefined) => (at === undefined ? [] : [{ kind: 'stopped' as const, at: Date.parse(at) }])
  return {
    subject: incident.subject,
    state:
      resolvedAt !== undefined
        ? ('resolved' as const)
        : respondedAt !== undefined
          ? ('in_progress' as const)
          : ('new' as const),
    priority,
    customerId: incident.customerId,
    siteId: incident.siteId,
    personId: incident.personId,
    teamId: incident.teamId ?? null,
    assigneeId: assignee?.id ?? null,
    fields: fieldsOf(incident),
    openedAt,
    ...(resolvedAt === undefined ? {} : { doneAt: resolvedAt }),
    entries: [
      { kind: 'state' as const, actor: facet, at: openedAt, text: description, data: { act: 'open', to: 'new' } },
      ...(respondedAt === undefined
        ? []
        : [
            {
              kind: 'state' as const,
              actor: agent,
              at: respondedAt,
              data: { act: 'start', from: 'new', to: 'in_progress' },
            },
          ]),
      ...(resolvedAt === undefined
        ? []
        : [
            {
              kind: 'state' as const,
              actor: agent,
              at: resolvedAt,
              text: incident.resolution ?? '',
              data: { act: 'resolve', from: 'in_progress', to: 'resolved' },
            },
          ]),
    ],
    clocks: [
      { metric: 'first_response' as const, targetSeconds: FIRST_RESPONSE[priority], later: stop(respondedAt) },
      { metric: 'restore' as const, targetSeconds: RESTORE[priority], later: stop(resolvedAt) },
    ],
  }
}

function fieldsOf({ description, origin, deviceId, serial, category, resolution }: DemoIncident) {
  return {
    description,
    origin,
    ...(deviceId === undefined ? {} : { deviceId }),
    ...(serial === undefined ? {} : { serial }),
    ...(category === undefined ? {} : { category }),
    ...(resolution === undefined ? {} : { resolution }),
  }
}
