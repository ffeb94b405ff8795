import type { Context, Page } from '#engine/kernel'
import type { Database, Tx } from '#engine/store'
import * as organisations from './organisations.ts'
import type { OrganisationQuery } from './organisations.ts'
import type {
  NewOrganisation,
  NewPerson,
  NewSite,
  Organisation,
  OrganisationChanges,
  Person,
  PersonChanges,
  Site,
  SiteChanges,
} from './party.ts'
import { importSheet, type SheetKind } from './import/import-sheet.ts'
import type { ImportReport } from './import/run.ts'
import * as people from './people.ts'
import type { Newcomer, PersonQuery } from './people.ts'
import * as sites from './sites.ts'
import type { SiteQuery } from './sites.ts'

/**
 * Organisations, people and sites of a tenant. A caller of one customer sees that customer's part of the tree only.
 * Changes carry the version they were made against and are refused with 412 when there is a newer one.
 */
export interface Party {
  createOrganisation(context: Context, given: NewOrganisation): Promise<Organisation>
  /** Many in one statement, for imports; a parent may be in the same list. Tells nobody. */
  createOrganisations(context: Context, list: readonly NewOrganisation[]): Promise<Organisation[]>
  /** Moving an organisation takes everything below it along; it cannot go below itself. */
  updateOrganisation(
    context: Context,
    id: string,
    changes: OrganisationChanges,
    expectedVersion?: number,
  ): Promise<Organisation>
  getOrganisation(context: Context, id: string): Promise<Organisation>
  organisationsByIds(context: Context, ids: readonly string[]): Promise<Organisation[]>
  listOrganisations(context: Context, query: OrganisationQuery): Promise<Page<Organisation>>

  createPerson(context: Context, given: NewPerson): Promise<Person>
  createPeople(context: Context, list: readonly NewPerson[]): Promise<Person[]>
  updatePerson(context: Context, id: string, changes: PersonChanges, expectedVersion?: number): Promise<Person>
  getPerson(context: Context, id: string): Promise<Person>
  peopleByIds(context: Context, ids: readonly string[]): Promise<Person[]>
  listPeople(context: Context, query: PersonQuery): Promise<Page<Person>>
  /** Whom a channel knows by an identity; made from what the channel tells when there is none. */
  resolvePerson(context: Context, newcomer: Newcomer): Promise<{ person: Person; isNew: boolean }>

  /** A spreadsheet, all of it or nothing; without `apply` it is only tried. At most 5,000 rows. */
  importSheet(context: Context, kind: SheetKind, text: { csv: string; apply: boolean }): Promise<ImportReport>

  createSite(context: Context, given: NewSite): Promise<Site>
  createSites(context: Context, list: readonly NewSite[]): Promise<Site[]>
  updateSite(context: Context, id: string, changes: SiteChanges, expectedVersion?: number): Promise<Site>
  getSite(context: Context, id: string): Promise<Site>
  sitesByIds(context: Context, ids: readonly string[]): Promise<Site[]>
  listSites(context: Context, query: SiteQuery): Promise<Page<Site>>
  /** How many sites each of these organisations has, with what is below it; those without any are left out. */
  siteCounts(context: Context, organisationIds: readonly string[]): Promise<Map<string, number>>
}

type InTransaction<A extends unknown[], R> = (tx: Tx, context: Context, ...args: A) => Promise<R>

/** Every method is the function of the same name, in a transaction of its own. */
export function createParty({ database }: { readonly database: Database }): Party {
  const alone =
    <A extends unknown[], R>(work: InTransaction<A, R>) =>
    (context: Context, ...args: A): Promise<R> =>
      database.withTenant(context, (tx) => work(tx, context, ...args))
  return {
    createOrganisation: alone(organisations.createOrganisation),
    createOrganisations: alone(organisations.createOrganisations),
    updateOrganisation: alone(organisations.updateOrganisation),
    getOrganisation: alone(organisations.getOrganisation),
    organisationsByIds: alone(organisations.organisationsByIds),
    listOrganisations: alone(organisations.listOrganisations),
    createPerson: alone(people.createPerson),
    createPeople: alone(people.createPeople),
    updatePerson: alone(people.updatePerson),
    getPerson: alone(people.getPerson),
    peopleByIds: alone(people.peopleByIds),
    listPeople: alone(people.listPeople),
    resolvePerson: alone(people.resolvePerson),
    importSheet: alone(importSheet),
    createSite: alone(sites.createSite),
    createSites: alone(sites.createSites),
    updateSite: alone(sites.updateSite),
    getSite: alone(sites.getSite),
    sitesByIds: alone(sites.sitesByIds),
    listSites: alone(sites.listSites),
    siteCounts: alone(sites.siteCounts),
  }
}
