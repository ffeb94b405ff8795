import { z } from 'zod'
import { idParams, pageOf, pageQuery, route } from '#engine/http/contract'

/** Organisations, people and sites: what their pages and every picker of them ask. */

const text = (max: number) => z.string().trim().min(1).max(max)
const optional = <T extends z.ZodType>(type: T) => type.nullable().optional()
const zone = z.string().refine(isZone, 'is not an IANA time zone such as Asia/Shanghai')

export const organisationKind = z.enum(['company', 'customer', 'supplier', 'department'])

export const organisation = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    path: z.array(z.uuid()).meta({ description: 'Ids from the root of the tree down to this organisation' }),
    kind: organisationKind,
    name: z.string(),
    alias: z.string().nullable(),
    code: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string().nullable(),
    vip: z.boolean(),
    notes: z.string().nullable(),
    archivedAt: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Organisation' })

const found = pageQuery.extend({
  text: z.string().trim().max(100).optional(),
  archived: z.stringbool().optional(),
})
/** What a list of organisations can be narrowed by. */
export const organisationQuery = found.extend({
  kind: organisationKind.optional(),
  parentId: z.uuid().optional(),
  vip: z.stringbool().optional(),
  within: z.uuid().optional(),
})

export const personQuery = found.extend({ organisationId: z.uuid().optional(), vip: z.stringbool().optional() })

export const organisationBody = z.strictObject({
  parentId: optional(z.uuid()),
  kind: organisationKind,
  name: text(200),
  alias: optional(text(200)),
  code: optional(text(60)),
  phone: optional(text(40)),
  email: optional(z.email().max(200)),
  locale: optional(z.enum(['en', 'zh-CN'])),
  vip: z.boolean().optional(),
  notes: optional(text(4000)),
})

const identity = z.strictObject({ channel: text(40), externalId: text(200) })

export const person = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid().nullable(),
    name: z.string(),
    alias: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string().nullable(),
    title: z.string().nullable(),
    vip: z.boolean(),
    notes: z.string().nullable(),
    identities: z.array(identity),
    archivedAt: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Person' })

export const personBody = z.strictObject({
  organisationId: optional(z.uuid()),
  name: text(200),
  alias: optional(text(200)),
  phone: optional(text(40)),
  email: optional(z.email().max(200)),
  locale: optional(z.enum(['en', 'zh-CN'])),
  title: optional(text(120)),
  vip: z.boolean().optional(),
  notes: optional(text(4000)),
  identities: z.array(identity).max(20).optional(),
})

export const site = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    name: z.string(),
    alias: z.string().nullable(),
    code: z.string().nullable(),
    address: z.string(),
    zone: z.string(),
    longitude: z.number().nullable().meta({ description: 'WGS-84, degrees' }),
    latitude: z.number().nullable().meta({ description: 'WGS-84, degrees' }),
    calendarId: z.uuid().nullable(),
    accessNotes: z.string().nullable(),
    contactPersonId: z.uuid().nullable(),
    archivedAt: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Site' })

export const siteBody = z.strictObject({
  organisationId: z.uuid(),
  name: text(200),
  alias: optional(text(200)),
  code: optional(text(60)),
  address: text(400),
  zone,
  longitude: optional(z.number().min(-180).max(180)),
  latitude: optional(z.number().min(-90).max(90)),
  calendarId: optional(z.uuid()),
  accessNotes: optional(text(2000)),
  contactPersonId: optional(z.uuid()),
})

const importReport = z
  .object({
    rows: z.int(),
    created: z.int().meta({ description: 'New by their code' }),
    changed: z.int(),
    unchanged: z.int(),
    problems: z
      .array(
        z.object({
          line: z.int(),
          column: z.string().nullable(),
          kind: z.enum([
            'unknown-column',
            'missing-column',
            'missing',
            'wrong',
            'unknown',
            'twice',
            'too-many',
            'no-rows',
          ]),
          value: z.string().nullable(),
        }),
      )
      .meta({ description: 'The first 200' }),
    problemCount: z.int(),
    applied: z.boolean().meta({ description: 'Never with a problem' }),
  })
  .meta({ id: 'PartyImport' })

const archived = { archived: z.boolean().optional() }
const read = { may: 'engine.party.read' } as const
const edit = { may: 'engine.party.edit' } as const
const writing = ['engine.party-reference-unknown', 'engine.party-code-taken', 'engine.version-conflict'] as const

export const partyContract = {
  listOrganisations: route({
    ...read,
    method: 'GET',
    path: '/api/engine/organisations',
    summary: 'Organisations by name',
    query: organisationQuery,
    out: pageOf(organisation),
  }),
  getOrganisation: route({
    ...read,
    method: 'GET',
    path: '/api/engine/organisations/:id',
    summary: 'One organisation',
    params: idParams,
    out: organisation,
    refusals: ['engine.organisation-not-found'],
  }),
  createOrganisation: route({
    ...edit,
    method: 'POST',
    path: '/api/engine/organisations',
    summary: 'Add an organisation',
    body: organisationBody,
    out: organisation,
    status: 201,
    refusals: writing,
  }),
  updateOrganisation: route({
    ...edit,
    method: 'PATCH',
    path: '/api/engine/organisations/:id',
    summary: 'Change an organisation; what is absent stays',
    params: idParams,
    body: organisationBody.partial().extend(archived),
    out: organisation,
    refusals: ['engine.organisation-not-found', 'engine.organisation-within-itself', ...writing],
  }),
  importParty: route({
    ...edit,
    method: 'POST',
    path: '/api/engine/party-imports',
    summary: 'Bring in a spreadsheet of organisations, sites or people, all of it or nothing; without apply, try it',
    body: z.strictObject({
      kind: z.enum(['organisations', 'sites', 'people']),
      csv: z.string().min(1).max(1_000_000),
      apply: z.boolean().default(false),
    }),
    out: importReport,
    refusals: writing,
  }),
  listPeople: route({
    ...read,
    method: 'GET',
    path: '/api/engine/people',
    summary: 'People by name',
    query: personQuery,
    out: pageOf(person),
  }),
  getPerson: route({
    ...read,
    method: 'GET',
    path: '/api/engine/people/:id',
    summary: 'One person',
    params: idParams,
    out: person,
    refusals: ['engine.person-not-found'],
  }),
  createPerson: route({
    ...edit,
    method: 'POST',
    path: '/api/engine/people',
    summary: 'Add a person',
    body: personBody,
    out: person,
    status: 201,
    refusals: ['engine.identity-taken', ...writing],
  }),
  updatePerson: route({
    ...edit,
    method: 'PATCH',
    path: '/api/engine/people/:id',
    summary: 'Change a person; what is absent stays, identities are replaced',
    params: idParams,
    body: personBody.partial().extend(archived),
    out: person,
    refusals: ['engine.person-not-found', 'engine.identity-taken', ...writing],
  }),
  listSites: route({
    ...read,
    method: 'GET',
    path: '/api/engine/sites',
    summary: 'Sites by name',
    query: found.extend({ organisationId: z.uuid().optional() }),
    out: pageOf(site),
  }),
  getSite: route({
    ...read,
    method: 'GET',
    path: '/api/engine/sites/:id',
    summary: 'One site',
    params: idParams,
    out: site,
    refusals: ['engine.site-not-found'],
  }),
  createSite: route({
    ...edit,
    method: 'POST',
    path: '/api/engine/sites',
    summary: 'Add a site',
    body: siteBody,
    out: site,
    status: 201,
    refusals: writing,
  }),
  updateSite: route({
    ...edit,
    method: 'PATCH',
    path: '/api/engine/sites/:id',
    summary: 'Change a site; what is absent stays',
    params: idParams,
    body: siteBody.partial().extend(archived),
    out: site,
    refusals: ['engine.site-not-found', ...writing],
  }),
} as const

function isZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
