import { z } from 'zod'
import { instant, noContent, route } from '#engine/http/contract'

const password = z.string().min(1).max(500)

/** What everybody keeps themselves, and the links by which somebody without a password gets one. */
/** Each stands in for the authenticator app once. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const ownContract = {
  readOwnAccount: route({
    method: 'GET',
    path: '/api/engine/own-account',
    summary: 'The own account and how it is secured',
    may: 'signed-in',
    out: z.object({
      login: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      hasPassword: z.boolean(),
      hasSecondFactor: z.boolean(),
      recoveryCodesLeft: z.int(),
    }),
    refusals: ['engine.user-not-found'],
  }),
  changePassword: route({
    method: 'PUT',
    path: '/api/engine/own-account/password',
    summary: 'Change the own password; all other sessions end, this one gets a new cookie',
    may: 'signed-in',
    body: z.strictObject({ current: password, password }),
    out: noContent,
    status: 204,
    refusals: ['engine.wrong-password', 'engine.password-too-short', 'engine.no-password', 'engine.locked-out'],
  }),
  beginSecondFactor: route({
    method: 'POST',
    path: '/api/engine/own-account/second-factor',
    summary: 'Make a secret for an authenticator app; it counts once a code is confirmed',
    may: 'signed-in',
    body: z.strictObject({ password }),
    out: z.object({ secret: z.string(), uri: z.string() }),
    refusals: ['engine.wrong-password', 'engine.second-factor-there', 'engine.no-password', 'engine.locked-out'],
  }),
  confirmSecondFactor: route({
    method: 'PUT',
    path: '/api/engine/own-account/second-factor',
    summary: 'Confirm the app with a first code; from now on sign-in asks for one. The recovery codes are told once',
    may: 'signed-in',
    body: z.strictObject({ code: z.string().max(10) }),
    out: recoveryCodes,
    refusals: ['engine.wrong-code', 'engine.second-factor-there'],
  }),
  renewRecoveryCodes: route({
    method: 'POST',
    path: '/api/engine/own-account/recovery-codes',
    summary: 'Make new recovery codes, told once; the old ones open nothing any more',
    may: 'signed-in',
    body: z.strictObject({ password }),
    out: recoveryCodes,
    refusals: ['engine.wrong-password', 'engine.second-factor-absent', 'engine.no-password', 'engine.locked-out'],
  }),
  removeSecondFactor: route({
    method: 'POST',
    path: '/api/engine/own-account/second-factor/removal',
    summary: 'Sign in without an authenticator app again',
    may: 'signed-in',
    body: z.strictObject({ password }),
    out: noContent,
    status: 204,
    refusals: ['engine.wrong-password', 'engine.second-factor-absent', 'engine.no-password', 'engine.locked-out'],
  }),
  requestReset: route({
    method: 'POST',
    path: '/api/engine/password-resets',
    summary: 'Have a link to set a new password mailed; the answer does not tell whether the login exists',
    may: 'public',
    body: z.strictObject({ login: z.string().min(1).max(200) }),
    out: noContent,
    status: 204,
  }),
  readAccessLink: route({
    method: 'POST',
    path: '/api/engine/access-links/read',
    summary: 'Whose link this is',
    may: 'public',
    body: z.strictObject({ token: z.string().max(200) }),
    out: z.object({
      purpose: z.enum(['invitation', 'reset']),
      login: z.string(),
      name: z.string(),
      tenantName: z.string(),
      expiresAt: instant,
    }),
    refusals: ['engine.access-link-over'],
  }),
  useAccessLink: route({
    method: 'POST',
    path: '/api/engine/access-links/use',
    summary: 'Set the password; the link is used up and all sessions of the account end',
    may: 'public',
    body: z.strictObject({ token: z.string().max(200), password }),
    out: z.object({ login: z.string() }),
    refusals: ['engine.access-link-over', 'engine.password-too-short'],
  }),
} as const
