import { z } from 'zod'
import { instant, pageOf, route } from '#engine/http/contract'
import { organisation, organisationQuery, person as partyPerson, personQuery } from '#engine/party/contract'
import { device } from '#domains/fleet/contract'
import { agreement } from '#domains/subscription/contract'
import { entitlement, incident, incidentRow } from '#domains/desk/contract'
import { visit } from '#domains/field/contract'

/** Joint views over several domains. They read and never write. */

const person = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The name in the other language. */
  alias: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  vip: z.boolean(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  customerAlias: z.string().nullable(),
})

const customerRow = organisation.extend({ sites: z.int(), openIncidents: z.int() }).meta({ id: 'CustomerRow' })

const personRow = partyPerson
  .extend({ organisationName: z.string().nullable(), organisationAlias: z.string().nullable() })
  .meta({ id: 'PersonRow' })

const ownVisit = z
  .object({
    visitId: z.uuid(),
    number: z.string(),
    subject: z.string(),
    state: visit.shape.state,
    siteName: z.string().nullable(),
    siteAlias: z.string().nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    trackingPath: z.string(),
  })
  .meta({ id: 'OwnVisit' })

const riskRow = z.object({
  incidentId: z.uuid(),
  number: z.string(),
  subject: z.string(),
  priority: z.string(),
  customerName: z.string().nullable(),
  customerAlias: z.string().nullable(),
  assigneeName: z.string().nullable(),
  state: z.string(),
  dueAt: instant.nullable(),
})

export const flowsContract = {
  customer360: route({
    method: 'GET',
    path: '/api/flows/customer-360',
    summary: 'Who a person is, what they work with, what pays for it, and what is open',
    may: 'flows.customer.read',
    query: z.object({
      personId: z.uuid().optional(),
      customerId: z.uuid().optional(),
      incidentId: z.uuid().optional(),
    }),
    out: z.object({
      person: person.nullable(),
      devices: z.array(device),
      entitlement: entitlement.nullable(),
      agreements: z.array(agreement),
      incidents: z.array(incidentRow),
      visits: z.array(visit),
    }),
  }),
  listCustomers: route({
    method: 'GET',
    path: '/api/flows/customers',
    summary: 'Customers by name, with how many sites and open incidents each has',
    may: 'flows.customer.read',
    query: organisationQuery,
    out: pageOf(customerRow),
  }),
  listPeople: route({
    method: 'GET',
    path: '/api/flows/people',
    summary: 'People by name, with whom they belong to',
    may: 'flows.customer.read',
    query: personQuery,
    out: pageOf(personRow),
  }),
  ownService: route({
    method: 'GET',
    path: '/api/flows/own-service',
    summary: "What is being done for the caller's own customer: open and restored incidents, visits that are coming",
    may: 'flows.home.read',
    out: z.object({
      open: z.array(incidentRow),
      restored: z.array(incidentRow),
      visits: z.array(ownVisit),
      chatPath: z.string().nullable().meta({ description: 'The page on which the company can be written to' }),
    }),
  }),
  controlCentre: route({
    method: 'GET',
    path: '/api/flows/control-centre',
    summary: 'The wall: counters, the field on a map, what is about to be late, what has just happened',
    may: 'flows.wall.read',
    out: z.object({
      at: instant,
      queue: z.object({
        waiting: z.int(),
        longestWaitSince: instant.nullable(),
        agentsOnline: z.int(),
        agents: z.int(),
      }),
      queues: z.array(
        z.object({
          queueId: z.uuid(),
          name: z.string(),
          waiting: z.int(),
          expectedSeconds: z.int().nullable(),
          agentsOnline: z.int(),
        }),
      ),
      bot: z.object({ confirmed: z.number().nullable(), assumed: z.number().nullable(), held: z.number().nullable() }),
      satisfaction: z.object({ good: z.number().nullable(), responseRate: z.number().nullable(), rated: z.int() }),
      incidents: z.object({ open: z.int(), p1: z.int(), p2: z.int(), overdue: z.int() }),
      visits: z.object({ done: z.int(), planned: z.int(), late: z.int() }),
      devices: z.object({ total: z.int(), healthy: z.int(), watch: z.int(), act: z.int(), offline: z.int() }),
      technicians: z.array(
        z.object({
          technicianId: z.uuid(),
          name: z.string(),
          state: z.enum(['free', 'driving', 'on_site']),
          longitude: z.number(),
          latitude: z.number(),
          estimated: z.boolean().meta({
            description: 'Reckoned from the planned driving time that has passed since setting off, not reported',
          }),
        }),
      ),
      places: z.array(
        z.object({
          visitId: z.uuid(),
          number: z.string(),
          longitude: z.number(),
          latitude: z.number(),
          late: z.boolean(),
        }),
      ),
      risks: z.array(riskRow),
      questions: z.array(z.object({ hour: z.int(), today: z.int().nullable(), before: z.int() })),
      recent: z.array(z.object({ at: instant, name: z.string(), data: z.record(z.string(), z.unknown()) })),
    }),
  }),
  openIncidentFromConversation: route({
    method: 'POST',
    path: '/api/flows/conversations/:id/incident',
    summary: 'Open an incident for the person of a conversation, about their device, and tie the two together',
    may: 'flows.incident.open',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      subject: z.string().trim().min(1).max(200),
      priority: z.enum(['p1', 'p2', 'p3', 'p4']).default('p3'),
      deviceId: z.uuid().optional(),
    }),
    out: incident,
    status: 201,
  }),
  askTeam: route({
    method: 'POST',
    path: '/api/flows/conversations/:id/tasks',
    summary: 'Ask another team for something out of a conversation: an incident for the desk, a visit for the field',
    may: 'flows.task.ask',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      taskId: z.uuid().meta({ description: 'Made by the sender; sent again, it is the same task' }),
      kind: z.enum(['incident', 'visit']),
      subject: z.string().trim().min(1).max(200),
      note: z.string().trim().max(2000).optional(),
      priority: z.enum(['p1', 'p2', 'p3', 'p4']).default('p3'),
      teamId: z.uuid().optional(),
    }),
    out: z.object({ ref: z.string(), label: z.string() }),
    status: 201,
    refusals: ['flows.no-site', 'conversation.conversation-not-found'],
  }),
} as const
