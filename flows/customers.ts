import { countCases } from '#engine/casework'
import type { Context, Page } from '#engine/kernel'
import type { Organisation, OrganisationQuery, Party, Person, PersonQuery } from '#engine/party'
import type { Database } from '#engine/store'
import { incidentCase } from '#domains/desk'

export interface CustomersParts {
  readonly database: Database
  readonly party: Party
}

/** An organisation as the list of customers shows it. */
export interface CustomerRow extends Organisation {
  /** Its own and those of what is below it. */
  readonly sites: number
  readonly openIncidents: number
}

/** Organisations with what there is to know of each at a glance: three questions for a page, however long it is. */
export async function listCustomers(
  { database, party }: CustomersParts,
  context: Context,
  query: OrganisationQuery,
): Promise<Page<CustomerRow>> {
  const { items, next } = await party.listOrganisations(context, query)
  const [sites, incidents] = await Promise.all([
    party.siteCounts(
      context,
      items.map(({ id }) => id),
    ),
    database.withTenant(context, (tx) => countCases(tx, context, incidentCase, 'customerId', { group: 'open' })),
  ])
  return {
    items: items.map((row) => ({ ...row, sites: sites.get(row.id) ?? 0, openIncidents: incidents[row.id] ?? 0 })),
    next,
  }
}

/** A person as the list of people shows it. */
export interface PersonRow extends Person {
  readonly organisationName: string | null
  readonly organisationAlias: string | null
}

/** People with the names of their organisations: two questions for a page. */
export async function listPeople(
  { party }: Pick<CustomersParts, 'party'>,
  context: Context,
  query: PersonQuery,
): Promise<Page<PersonRow>> {
  const { items, next } = await party.listPeople(context, query)
  const ids = new Set(items.flatMap(({ organisationId }) => organisationId ?? []))
  const organisations = new Map((await party.organisationsByIds(context, [...ids])).map((one) => [one.id, one]))
  return {
    items: items.map((person) => {
      const { name = null, alias = null } = organisations.get(person.organisationId ?? '') ?? {}
      return { ...person, organisationName: name, organisationAlias: alias }
    }),
    next,
  }
}
