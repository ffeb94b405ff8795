import { z } from 'zod'
import { idParams, instant, noContent, route } from '#engine/http/contract'
import { sees, user } from '#engine/identity/contract'

const locale = z.enum(['en', 'zh-CN'])
const email = z.email().max(200)
const roleNames = z.array(z.string().max(60)).min(1).max(20)

export const access = z
  .object({
    purpose: z.enum(['invitation', 'reset']),
    mailedTo: z.string().nullable(),
    link: z.string().nullable().meta({ description: 'Only where no mail can be sent: shown this once, to hand over' }),
    expiresAt: instant,
  })
  .meta({ id: 'AccountAccess' })

const roleRefusals = ['engine.unknown-role', 'engine.customer-needed']

/** Whom an administrator lets in. */
export const usersContract = {
  listRoles: route({
    method: 'GET',
    path: '/api/engine/roles',
    summary: 'All roles with what they may do',
    may: 'engine.user.read',
    out: z.object({
      items: z.array(z.object({ role: z.string(), permissions: z.array(z.string()), needsCustomer: z.boolean() })),
    }),
  }),
  inviteUser: route({
    method: 'POST',
    path: '/api/engine/users',
    summary: 'Make an account and invite its owner to set a password',
    may: 'engine.user.edit',
    body: z.strictObject({
      login: z.string().trim().min(1).max(200),
      name: z.string().trim().min(1).max(120),
      email: email.optional(),
      locale: locale.default('zh-CN'),
      roles: roleNames,
      customerId: z.uuid().optional(),
      teamIds: z.array(z.uuid()).max(100).default([]),
      sees: sees.default('everything'),
    }),
    out: z.object({ user, access }),
    status: 201,
    refusals: ['engine.login-taken', 'engine.team-not-found', ...roleRefusals],
  }),
  changeUser: route({
    method: 'PATCH',
    path: '/api/engine/users/:id',
    summary: 'Change an account; other roles, another customer or seeing other rows end its sessions',
    may: 'engine.user.edit',
    params: idParams,
    body: z.strictObject({
      name: z.string().trim().min(1).max(120).optional(),
      email: email.nullable().optional(),
      locale: locale.optional(),
      roles: roleNames.optional(),
      customerId: z.uuid().nullable().optional(),
      teamIds: z.array(z.uuid()).max(100).optional(),
      sees: sees.optional(),
    }),
    out: user,
    refusals: ['engine.user-not-found', 'engine.last-administrator', 'engine.version-conflict', ...roleRefusals],
  }),
  disableUser: route({
    method: 'POST',
    path: '/api/engine/users/:id/disable',
    summary: 'Nobody signs in with this account any more; its sessions end at once',
    may: 'engine.user.edit',
    params: idParams,
    out: user,
    refusals: ['engine.user-not-found', 'engine.last-administrator', 'engine.own-account'],
  }),
  enableUser: route({
    method: 'POST',
    path: '/api/engine/users/:id/enable',
    summary: 'Let a disabled account in again',
    may: 'engine.user.edit',
    params: idParams,
    out: user,
    refusals: ['engine.user-not-found'],
  }),
  sendAccess: route({
    method: 'POST',
    path: '/api/engine/users/:id/access',
    summary: 'Send a link by which the owner sets a password; earlier links are void',
    may: 'engine.user.edit',
    params: idParams,
    out: access,
    refusals: ['engine.user-not-found', 'engine.user-disabled'],
  }),
  removeUserSecondFactor: route({
    method: 'DELETE',
    path: '/api/engine/users/:id/second-factor',
    summary: 'Remove the authenticator app of somebody who has lost it',
    may: 'engine.user.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.user-not-found', 'engine.second-factor-absent'],
  }),
} as const
