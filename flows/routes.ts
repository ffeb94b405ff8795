import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import type { Incident } from '#domains/desk'
import { readControlCentre, type ControlCentreParts } from './control-centre.ts'
import { askTeam, type ConversationTaskParts } from './conversation-task.ts'
import { flowsContract } from './contract.ts'
import { listCustomers, listPeople, type CustomersParts } from './customers.ts'
import { readCustomer360, type About, type Customer360Parts } from './customer-360.ts'
import { openIncidentFromConversation } from './open-incident.ts'
import { readOwnService } from './own-service.ts'

export type FlowRouteParts = ControlCentreParts & Customer360Parts & ConversationTaskParts & CustomersParts

export function flowRoutes(parts: FlowRouteParts): RouteSet {
  return routes(flowsContract, {
    customer360: async ({ query, context }) => {
      const about = await aboutOf(parts, context, query)
      const found = await readCustomer360(parts, context, about)
      return {
        ...found,
        devices: found.devices.map((device) => ({
          ...device,
          healthState: device.healthState as 'healthy' | 'watch' | 'act',
        })),
        agreements: [...found.agreements],
        incidents: [...found.incidents],
        visits: found.visits.map((visit) => ({
          ...visit,
          skills: { ...visit.skills },
          partCodes: [...visit.partCodes],
        })),
      }
    },
    listCustomers: ({ query, context }) => listCustomers(parts, context, query),
    listPeople: ({ query, context }) => listPeople(parts, context, query),
    ownService: async ({ context }) => {
      const { open, restored, visits, chatPath } = await readOwnService(parts, context)
      return { open: [...open], restored: [...restored], visits: [...visits], chatPath }
    },
    controlCentre: async ({ context }) => readControlCentre(parts, context),
    askTeam: async ({ params, body, context }) => {
      const { ref, label } = await askTeam(parts, context, params.id, body)
      return { ref, label }
    },
    openIncidentFromConversation: ({ params, body, context }): Promise<Incident> =>
      openIncidentFromConversation(parts, context, params.id, body),
  })
}

interface Asked {
  readonly personId?: string | undefined
  readonly customerId?: string | undefined
  readonly incidentId?: string | undefined
}

/** An incident stands for the person who asked, or for the customer, and for the device that it is about. */
async function aboutOf({ desk }: FlowRouteParts, context: Context, asked: Asked): Promise<About> {
  if (asked.incidentId === undefined) return asked
  const { incident } = await desk.getIncident(context, asked.incidentId)
  return {
    personId: incident.personId ?? undefined,
    customerId: incident.customerId ?? undefined,
    deviceId: incident.fields.deviceId,
  }
}
