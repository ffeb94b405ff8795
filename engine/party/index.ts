/** Organisations in a tree, people and the identities by which channels know them, sites. */
export { partyRefusals } from './errors.ts'
export { organisationChanged, personChanged, siteChanged } from './events.ts'
export {
  createOrganisation,
  createOrganisations,
  getOrganisation,
  listOrganisations,
  organisationsByIds,
  updateOrganisation,
  type OrganisationQuery,
} from './organisations.ts'
export type {
  NewOrganisation,
  NewPerson,
  NewSite,
  Organisation,
  OrganisationChanges,
  OrganisationKind,
  Person,
  PersonChanges,
  PersonIdentity,
  Site,
  SiteChanges,
} from './party.ts'
export {
  createPeople,
  createPerson,
  getPerson,
  listPeople,
  peopleByIds,
  resolvePerson,
  updatePerson,
  type Newcomer,
  type PersonQuery,
} from './people.ts'
export type { SheetKind } from './import/import-sheet.ts'
export type { ImportReport } from './import/run.ts'
export { partyPolicySentences } from './policy.ts'
export { partyRoutes } from './routes.ts'
export { createParty, type Party } from './service.ts'
export {
  createSite,
  createSites,
  getSite,
  listSites,
  siteCounts,
  sitesByIds,
  updateSite,
  type SiteQuery,
} from './sites.ts'
export { partyTopics } from './topics.ts'
