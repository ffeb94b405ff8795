import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { organisationBody, personBody, siteBody } from '../contract.ts'
import { createOrganisations, organisationTable, updateOrganisation } from '../organisations.ts'
import type { NewOrganisation, NewPerson, NewSite, Organisation, Person, Site } from '../party.ts'
import { createPeople, peopleByIds, updatePerson } from '../people.ts'
import { createSites, siteTable, updateSite } from '../sites.ts'
import { rowsByCodes } from '../table.ts'
import { ORGANISATION_COLUMNS, PERSON_COLUMNS, SITE_COLUMNS } from './columns.ts'
import type { Importer, Values } from './importer.ts'

/** A person has no code of its own: the code of a spreadsheet is an identity like those of channels. */
const IMPORTED = 'import'

export const organisationImporter: Importer<Organisation> = {
  columns: ORGANISATION_COLUMNS,
  valueOf,
  shape: organisationBody.partial(),
  reference: { column: 'parent', property: 'parentId', inSameSheet: true },
  known: async (tx, context, codes) => byCode(await rowsByCodes(tx, context, organisationTable, codes)),
  create: (tx, context, drafts) =>
    createOrganisations(
      tx,
      context,
      drafts.map(({ id, values }) => ({ kind: 'customer', ...values, id }) as NewOrganisation),
    ),
  change: (tx, context, { id }, values) => updateOrganisation(tx, context, id, values),
}

export const siteImporter: Importer<Site> = {
  columns: SITE_COLUMNS,
  valueOf,
  shape: siteBody
    .partial()
    .refine(({ longitude, latitude }) => (longitude === undefined) === (latitude === undefined), {
      path: ['longitude'],
    }),
  reference: { column: 'customer', property: 'organisationId', inSameSheet: false },
  known: async (tx, context, codes) => byCode(await rowsByCodes(tx, context, siteTable, codes)),
  create: async (tx, context, drafts) => {
    const zone = await tenantZone(tx, context)
    return createSites(
      tx,
      context,
      drafts.map(({ id, values }) => ({ zone, ...values, id }) as NewSite),
    )
  },
  change: (tx, context, { id }, values) => updateSite(tx, context, id, values),
}

type CodedPerson = Person & { readonly code: string }

export const personImporter: Importer<CodedPerson> = {
  columns: PERSON_COLUMNS,
  valueOf,
  shape: personBody.partial().extend({ code: siteBody.shape.code }),
  reference: { column: 'customer', property: 'organisationId', inSameSheet: false },
  known: peopleByCodes,
  create: (tx, context, drafts) =>
    createPeople(
      tx,
      context,
      drafts.map(({ id, code, values }) => {
        const identities = [{ channel: IMPORTED, externalId: code }]
        return { ...withoutCode(values), id, identities } as unknown as NewPerson
      }),
    ),
  change: (tx, context, { id }, values) => updatePerson(tx, context, id, withoutCode(values)),
}

function withoutCode(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([property]) => property !== 'code'))
}

async function peopleByCodes(tx: Tx, context: Context, codes: readonly string[]): Promise<Map<string, CodedPerson>> {
  const found = await tx.all(sql<{ personId: string; code: string }>`
    select person_id as "personId", external_id as code from engine.person_identity
    where tenant_id = ${context.tenantId} and channel = ${IMPORTED} and external_id = any(${codes}::text[])`)
  const people = new Map(
    (
      await peopleByIds(
        tx,
        context,
        found.map(({ personId }) => personId),
      )
    ).map((person) => [person.id, person]),
  )
  return byCode(
    found.flatMap(({ personId, code }) => {
      const person = people.get(personId)
      return person ? [{ ...person, code }] : []
    }),
  )
}

function byCode<Row extends { readonly code: string | null }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.code!, row]))
}

const KINDS: Readonly<Record<string, string>> = {
  客户: 'customer',
  部门: 'department',
  供应商: 'supplier',
  本公司: 'company',
}
const ANSWERS: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  '1': true,
  是: true,
  no: false,
  false: false,
  '0': false,
  否: false,
}
const LANGUAGES: Readonly<Record<string, string>> = { 中文: 'zh-CN', zh: 'zh-CN', english: 'en', 英文: 'en' }

function valueOf(field: string, text: string): unknown {
  const word = text.toLowerCase()
  if (field === 'kind') return KINDS[text] ?? word
  if (field === 'vip') return ANSWERS[word] ?? text
  if (field === 'locale') return LANGUAGES[word] ?? text
  if (field === 'longitude' || field === 'latitude') return Number(text)
  return text
}
