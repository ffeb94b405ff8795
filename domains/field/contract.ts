import { z } from 'zod'
import { idParams, instant, route } from '#engine/http/contract'
import { draft, remark, verdict } from './planning/shapes.ts'

export const VISIT_STATES = ['requested', 'planned', 'travelling', 'on_site', 'completed', 'cancelled'] as const

export const visit = z
  .object({
    visitId: z.uuid(),
    workOrderId: z.uuid(),
    number: z.string(),
    subject: z.string(),
    reason: z.string().nullable(),
    customerId: z.uuid().nullable(),
    customerName: z.string().nullable(),
    customerAlias: z.string().nullable().meta({ description: 'The name in the other language' }),
    siteId: z.uuid().nullable(),
    siteName: z.string().nullable(),
    siteAlias: z.string().nullable(),
    personId: z.uuid().nullable(),
    deviceId: z.uuid().nullable(),
    state: z.enum(VISIT_STATES),
    skills: z.record(z.string(), z.int()),
    partCodes: z.array(z.string()),
    serviceSeconds: z.int(),
    priority: z.int(),
    dueAt: instant.nullable(),
    earliestAt: instant.nullable(),
    longitude: z.number(),
    latitude: z.number(),
    technicianId: z.uuid().nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    confirmed: z.boolean(),
    locked: z.boolean().meta({ description: 'Moved by no plan and no hand' }),
    position: z.int().nullable(),
    travellingAt: instant.nullable(),
    arrivedAt: instant.nullable(),
    completedAt: instant.nullable(),
    cancelledAt: instant.nullable(),
    cancelReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Visit' })

const visitHold = z.object({
  visitId: z.uuid(),
  locationId: z.uuid(),
  locationName: z.string(),
  locationAlias: z.string().nullable(),
  locationKind: z.enum(['warehouse', 'van', 'locker']),
  partCode: z.string(),
  partName: z.string(),
  partNameEn: z.string(),
  quantity: z.int(),
  state: z.enum(['held', 'used']),
})

export const visitSheet = visit
  .extend({
    instructions: z.string().nullable(),
    checklist: z.array(z.string()).meta({ description: 'Empty: the usual list' }),
    site: z.object({ name: z.string(), address: z.string(), accessNotes: z.string().nullable() }).nullable(),
    person: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
    technicianName: z.string().nullable(),
    holds: z.array(visitHold),
    trackingPath: z.string(),
  })
  .meta({ id: 'VisitSheet' })

const lane = z
  .object({
    technicianId: z.uuid(),
    name: z.string(),
    longitude: z.number(),
    latitude: z.number(),
    skills: z.record(z.string(), z.int()),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'Lane' })

const stockRow = z
  .object({
    locationId: z.uuid(),
    locationName: z.string(),
    locationAlias: z.string().nullable(),
    kind: z.string(),
    partCode: z.string(),
    partName: z.string(),
    partNameEn: z.string(),
    onHand: z.int(),
    reserved: z.int(),
    reorderAt: z.int(),
  })
  .meta({ id: 'StockRow' })

const location = z.object({
  locationId: z.uuid(),
  kind: z.enum(['warehouse', 'van', 'locker']),
  name: z.string(),
  alias: z.string().nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
})

const partUse = z.strictObject({
  code: z.string().min(1).max(40),
  quantity: z.int().min(1).max(100),
  newSerial: z.string().max(64).optional(),
  oldSerial: z.string().max(64).optional(),
  defectiveBack: z.boolean().default(false),
})

export const visitReport = z
  .strictObject({
    source: z
      .string()
      .min(8)
      .max(100)
      .meta({ description: 'Made on the phone; the same report sent twice is the same report' }),
    completedAt: instant,
    arrivedAt: instant.optional(),
    solved: z.boolean(),
    note: z.string().trim().min(1).max(4000),
    checklist: z.array(z.strictObject({ item: z.string().max(200), done: z.boolean() })).max(50),
    usedParts: z.array(partUse).max(20),
    photoIds: z.array(z.uuid()).max(20),
    signatureId: z.uuid().optional(),
    signedBy: z.string().max(100).optional(),
  })
  .meta({ id: 'VisitReport' })

const findQuery = z.object({
  text: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(20).default(5),
})

export const fieldContract = {
  readBoard: route({
    method: 'GET',
    path: '/api/field/board',
    summary: 'A day: lanes, visits, what is still to be planned, where the stores are',
    may: 'field.visit.read',
    query: z.object({ day: z.iso.date() }),
    out: z.object({
      day: z.iso.date(),
      lanes: z.array(lane),
      visits: z.array(visit),
      locations: z.array(location),
      holds: z.array(visitHold),
    }),
  }),
  planDay: route({
    method: 'POST',
    path: '/api/field/plans',
    summary: 'Make a plan for a day; a draft until it is published',
    may: 'field.plan.make',
    body: z.strictObject({
      day: z.iso.date(),
      seconds: z.number().min(0.1).max(60).default(2),
      seed: z.int().optional(),
      draftId: z.uuid().optional().meta({ description: 'What was moved by hand in this draft stays' }),
    }),
    out: draft,
    status: 201,
    refusals: ['field.no-technician-on-duty'],
  }),
  readPlan: route({
    method: 'GET',
    path: '/api/field/plans/:id',
    summary: 'A plan as it was made, and whether it was published since',
    may: 'field.plan.make',
    params: idParams,
    out: draft.extend({ published: z.boolean() }).meta({ id: 'ReadPlan' }),
    refusals: ['field.draft-not-found'],
  }),
  moveVisit: route({
    method: 'POST',
    path: '/api/field/plans/moves',
    summary: 'Move a visit by hand in a draft, checked against skill, shift, travel, overlap and parts',
    may: 'field.plan.make',
    body: z.strictObject({
      day: z.iso.date(),
      draftId: z.uuid().optional(),
      visitId: z.uuid(),
      technicianId: z.uuid(),
      startsAt: instant,
    }),
    out: z.object({
      draft: draft.nullable().meta({ description: 'A new draft with the move; null when an obstacle refuses it' }),
      obstacles: z.array(remark),
      warnings: z.array(remark),
    }),
    refusals: ['field.visit-not-found', 'field.no-technician-on-duty', 'field.draft-not-found'],
  }),
  whyVisit: route({
    method: 'GET',
    path: '/api/field/visits/:id/why',
    summary: 'Why this technician and time; for each other technician the cost or the rule that refuses',
    may: 'field.plan.make',
    params: idParams,
    query: z.object({ day: z.iso.date(), plan: z.uuid().optional() }),
    out: z
      .object({
        visitId: z.uuid(),
        technicianId: z.uuid().nullable(),
        startsAt: instant.nullable(),
        verdicts: z.array(verdict),
      })
      .meta({ id: 'WhyVisit' }),
    refusals: ['field.visit-not-found', 'field.draft-not-found'],
  }),
  lockVisit: route({
    method: 'PUT',
    path: '/api/field/visits/:id/lock',
    summary: 'Settle a planned visit, so that no plan moves it, or give it back to the plans',
    may: 'field.visit.lock',
    params: idParams,
    body: z.strictObject({ locked: z.boolean() }),
    out: visit,
    refusals: ['field.visit-not-found', 'field.step-not-possible'],
  }),
  cancelVisit: route({
    method: 'POST',
    path: '/api/field/visits/:id/cancellation',
    summary: 'Cancel a visit that is not done: its parts are free again, the customer and the technician see it',
    may: 'field.visit.cancel',
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(400) }),
    out: visit,
    refusals: ['field.visit-not-found', 'field.step-not-possible'],
  }),
  publishPlan: route({
    method: 'POST',
    path: '/api/field/plans/:id/publication',
    summary: 'Make a draft real: times, technicians and parts in one transaction',
    may: 'field.plan.publish',
    params: idParams,
    body: z.strictObject({}),
    out: z.object({ visits: z.array(visit) }),
    refusals: ['field.draft-not-found', 'field.draft-stale', 'field.parts-gone'],
  }),
  requestVisit: route({
    method: 'POST',
    path: '/api/field/visits',
    summary: 'Ask for a visit',
    may: 'field.visit.request',
    body: z.strictObject({
      subject: z.string().trim().min(1).max(200),
      siteId: z.uuid(),
      customerId: z.uuid().optional(),
      personId: z.uuid().optional(),
      deviceId: z.uuid().optional(),
      instructions: z.string().max(4000).optional(),
      partCodes: z.array(z.string().max(40)).max(20).default([]),
      checklist: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
      skills: z.record(z.string().max(40), z.int().min(1).max(5)).default({}),
      priority: z.enum(['p1', 'p2', 'p3', 'p4']).default('p3'),
      serviceMinutes: z.int().min(5).max(600).default(45),
      dueAt: instant.optional(),
    }),
    out: visit,
    status: 201,
    refusals: ['field.site-without-place'],
  }),
  findVisits: route({
    method: 'GET',
    path: '/api/field/visits',
    summary: "Visits whose work order's number begins with the text, or whose subject says it; the last changed first",
    may: 'field.visit.read',
    query: findQuery,
    out: z.object({ items: z.array(visit) }),
  }),
  getVisit: route({
    method: 'GET',
    path: '/api/field/visits/:id',
    summary: 'One visit',
    may: 'field.visit.read',
    params: idParams,
    out: visit,
    refusals: ['field.visit-not-found'],
  }),
  getVisitSheet: route({
    method: 'GET',
    path: '/api/field/visits/:id/sheet',
    summary: 'One visit with everything one needs to do it: place, person, parts, checklist, tracking link',
    may: 'field.visit.read',
    params: idParams,
    out: visitSheet,
    refusals: ['field.visit-not-found'],
  }),
  myVisits: route({
    method: 'GET',
    path: '/api/field/my-visits',
    summary: "The signed-in technician's day, each visit with all that is needed without a network",
    may: 'field.visit.do',
    query: z.object({ day: z.iso.date() }),
    out: z.object({ items: z.array(visitSheet) }),
    refusals: ['field.technician-not-found'],
  }),
  startTravel: route({
    method: 'POST',
    path: '/api/field/visits/:id/travel',
    summary: 'The technician sets off; `at` for what happened offline',
    may: 'field.visit.do',
    params: idParams,
    body: z.strictObject({ at: instant.optional() }),
    out: visit,
    refusals: ['field.visit-not-found', 'field.step-not-possible'],
  }),
  arrive: route({
    method: 'POST',
    path: '/api/field/visits/:id/arrival',
    summary: 'The technician has arrived; `at` for what happened offline',
    may: 'field.visit.do',
    params: idParams,
    body: z.strictObject({ at: instant.optional() }),
    out: visit,
    refusals: ['field.visit-not-found', 'field.step-not-possible'],
  }),
  completeVisit: route({
    method: 'POST',
    path: '/api/field/visits/:id/report',
    summary: 'File the report of a visit, once, however often it is sent',
    may: 'field.visit.do',
    params: idParams,
    body: visitReport,
    out: visit,
    refusals: ['field.visit-not-found', 'field.step-not-possible', 'field.parts-gone'],
  }),
  listStock: route({
    method: 'GET',
    path: '/api/field/stock',
    summary: 'Stock by place and part',
    may: 'field.stock.read',
    query: z.object({ partCode: z.string().max(40).optional() }),
    out: z.object({ items: z.array(stockRow) }),
  }),
  findParts: route({
    method: 'GET',
    path: '/api/field/parts',
    summary: 'Parts by the beginning of their code or a part of their name, with what is free of them',
    may: 'field.stock.read',
    query: findQuery,
    out: z.object({
      items: z.array(
        z.object({ code: z.string(), name: z.string(), nameEn: z.string(), free: z.int(), places: z.int() }),
      ),
    }),
  }),
  trackVisit: route({
    method: 'GET',
    path: '/api/field/tracking/:token',
    summary: "The customer's view of a visit, for whoever has the link",
    may: 'public',
    params: z.object({ token: z.string().max(200) }),
    out: z.object({
      state: z.enum(VISIT_STATES),
      subject: z.string(),
      companyName: z.string(),
      siteName: z.string().nullable(),
      zone: z.string().meta({ description: 'Of the site; the times are told in it' }),
      technicianName: z.string().nullable(),
      startsAt: instant.nullable(),
      endsAt: instant.nullable(),
      travellingAt: instant.nullable(),
      arrivedAt: instant.nullable(),
      completedAt: instant.nullable(),
    }),
    refusals: ['field.tracking-unknown'],
  }),
} as const
