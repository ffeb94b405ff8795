import { routes } from '#engine/http'
import { partyContract } from './contract.ts'
import type { Party } from './service.ts'

export const partyRoutes = (party: Party) =>
  routes(partyContract, {
    listOrganisations: ({ query, context }) => party.listOrganisations(context, query),
    getOrganisation: ({ params, context }) => party.getOrganisation(context, params.id),
    createOrganisation: ({ body, context }) => party.createOrganisation(context, body),
    updateOrganisation: ({ params, body, context, expectedVersion }) =>
      party.updateOrganisation(context, params.id, body, expectedVersion),
    importParty: async ({ body: { kind, ...text }, context }) => {
      const report = await party.importSheet(context, kind, text)
      return { ...report, problems: [...report.problems] }
    },
    listPeople: ({ query, context }) => party.listPeople(context, query),
    getPerson: ({ params, context }) => party.getPerson(context, params.id),
    createPerson: ({ body, context }) => party.createPerson(context, body),
    updatePerson: ({ params, body, context, expectedVersion }) =>
      party.updatePerson(context, params.id, body, expectedVersion),
    listSites: ({ query, context }) => party.listSites(context, query),
    getSite: ({ params, context }) => party.getSite(context, params.id),
    createSite: ({ body, context }) => party.createSite(context, body),
    updateSite: ({ params, body, context, expectedVersion }) =>
      party.updateSite(context, params.id, body, expectedVersion),
  })
