import { routes, type RouteSet } from '#engine/http'
import { identityRefusals, type UserAccount } from '#engine/identity'
import { openLink } from './access/access-link.ts'
import { sendAccess } from './access/send-access.ts'
import { requestReset, setPasswordByLink } from './access/use-access.ts'
import { accountsContract } from './contract.ts'
import { changeProvider, createProvider, listProviders, removeProvider, type StoredProvider } from './oidc/providers.ts'
import { callbackUrl } from './oidc/sign-in.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  readOwnAccount,
  removeSecondFactor,
  renewRecoveryCodes,
} from './own.ts'
import type { AccountParts } from './parts.ts'
import { changeTeam, createTeam, listTeams, removeTeam, type Team } from './teams.ts'
import {
  changeUser,
  disableUser,
  enableUser,
  inviteUser,
  readUser,
  removeUserSecondFactor,
} from './users/administer.ts'

export function accountRoutes(parts: AccountParts): RouteSet {
  const { database, cookies, policies } = parts
  const provider = (stored: StoredProvider) => providerView(parts, stored)
  return routes(accountsContract, {
    listRoles: () => Promise.resolve({ items: rolesOf(policies) }),
    inviteUser: async ({ context, body }) => {
      const { user, access } = await inviteUser(parts, context, body)
      return { user: userView(user), access }
    },
    changeUser: async ({ context, params, body, expectedVersion, request, reply }) => {
      const user = userView(await changeUser(parts, context, params.id, body, expectedVersion))
      // Whoever changes their own roles stays signed in, with a new token.
      const ended = params.id === context.actor.id && (await cookies.currentId(request)) === undefined
      if (ended) await cookies.begin({ ...context, userId: params.id }, 'renewed', request, reply)
      return user
    },
    disableUser: async ({ context, params }) => userView(await disableUser(parts, context, params.id)),
    enableUser: async ({ context, params }) => userView(await enableUser(parts, context, params.id)),
    sendAccess: ({ context, params }) =>
      database.withTenant(context, async (tx) =>
        sendAccess(tx, parts, context, await readUser(tx, context, params.id)),
      ),
    removeUserSecondFactor: ({ context, params }) => removeUserSecondFactor(parts, context, params.id).then(nothing),

    readOwnAccount: ({ context }) => readOwnAccount(parts, context),
    changePassword: async ({ context, body, request, reply }) => {
      await changePassword(parts, context, body)
      const who = { tenantId: context.tenantId, userId: context.actor.id }
      await cookies.begin(who, 'renewed', request, reply)
    },
    beginSecondFactor: ({ context, body }) => beginSecondFactor(parts, context, body.password),
    confirmSecondFactor: async ({ context, body }) => {
      const recoveryCodes = await confirmSecondFactor(parts, context, body.code)
      if (!recoveryCodes) throw identityRefusals.wrongCode()
      return { recoveryCodes }
    },
    renewRecoveryCodes: async ({ context, body }) => ({
      recoveryCodes: await renewRecoveryCodes(parts, context, body.password),
    }),
    removeSecondFactor: ({ context, body }) => removeSecondFactor(parts, context, body.password).then(nothing),
    requestReset: ({ body, request }) =>
      requestReset(parts, body.login, { traceId: request.id, address: request.ip }).then(nothing),
    readAccessLink: ({ body }) => openLink(database, body.token),
    useAccessLink: ({ body, request }) =>
      setPasswordByLink(parts, body.token, body.password, { traceId: request.id, address: request.ip }),

    listTeams: async ({ context }) => ({ items: (await listTeams(database, context)).map(teamView) }),
    createTeam: async ({ context, body }) => {
      const team = await createTeam(database, context, body)
      parts.sessions.forget(team.memberIds)
      return teamView(team)
    },
    changeTeam: async ({ context, params, body, expectedVersion }) => {
      const { before, after } = await changeTeam(database, context, params.id, body, expectedVersion)
      parts.sessions.forget([...new Set([...before.memberIds, ...after.memberIds])])
      return teamView(after)
    },
    removeTeam: async ({ context, params }) => {
      const { memberIds } = await removeTeam(database, context, params.id)
      parts.sessions.forget(memberIds)
    },

    listOidcProviders: async ({ context }) => ({ items: (await listProviders(parts, context)).map(provider) }),
    createOidcProvider: async ({ context, body }) => provider(await createProvider(parts, context, body)),
    changeOidcProvider: async ({ context, params, body, expectedVersion }) =>
      provider(await changeProvider(parts, context, params.id, body, expectedVersion)),
    removeOidcProvider: ({ context, params }) => removeProvider(parts, context, params.id).then(nothing),
  })
}

function rolesOf({ roles, permissionsOf, needsCustomer }: AccountParts['policies']) {
  return roles.map((role) => ({
    role,
    permissions: permissionsOf([role]).toSorted(),
    needsCustomer: needsCustomer([role]),
  }))
}

function userView(user: UserAccount) {
  return { ...user, roles: [...user.roles], teamIds: [...user.teamIds] }
}

function teamView(team: Team) {
  return { ...team, memberIds: [...team.memberIds] }
}

function providerView(parts: AccountParts, { clientSecret, ...rest }: StoredProvider) {
  return { ...rest, hasSecret: clientSecret !== null, redirectUrl: callbackUrl(parts, rest.providerId) }
}

function nothing(): undefined {}
