import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#engine/kernel'
import { PUBLIC, type RawRoute } from '#engine/http'
import { accountRefusals } from '../errors.ts'
import type { AccountParts } from '../parts.ts'
import { JOURNEY_COOKIE, JOURNEY_SECONDS, readJourney, safeReturn, sealJourney } from './journey.ts'
import { openProvider } from './providers.ts'
import { recognise } from './recognise.ts'
import { beginJourney, endJourney } from './sign-in.ts'

const FOLDER = '/api/engine/oidc'

/** The two addresses that a browser itself goes to; a refusal leads back to the sign-in page, which says it. */
export function oidcRoutes(parts: AccountParts, isSecure: boolean): readonly RawRoute[] {
  const begin = async (request: FastifyRequest, reply: FastifyReply) => {
    const provider = await openProvider(parts, providerIdOf(request))
    const { returnTo } = request.query as { returnTo?: unknown }
    const { url, journey } = await beginJourney(parts, provider, safeReturn(returnTo))
    const cookie = sealJourney(parts.secretBox, provider.providerId, journey)
    return reply
      .setCookie(JOURNEY_COOKIE, cookie, {
        path: FOLDER,
        httpOnly: true,
        sameSite: 'lax',
        secure: isSecure,
        maxAge: JOURNEY_SECONDS,
      })
      .redirect(url.href)
  }
  const end = async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.clearCookie(JOURNEY_COOKIE, { path: FOLDER })
    const provider = await openProvider(parts, providerIdOf(request))
    const journey = readJourney(parts.secretBox, provider.providerId, request.cookies[JOURNEY_COOKIE])
    if (!journey) throw accountRefusals.oidcOver()
    const search = request.url.slice(request.url.indexOf('?'))
    const visitor = await endJourney(parts, provider, journey, search)
    const who = await recognise(parts, provider, visitor, { traceId: request.id, address: request.ip })
    await parts.cookies.begin(who, 'oidc', request, reply)
    return reply.redirect(journey.returnTo)
  }
  return [
    route(`${FOLDER}/:id`, 'Sign in with the account of the company', begin),
    route(`${FOLDER}/:id/callback`, 'The provider sends the browser back', end),
  ]
}

type Step = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function route(path: string, summary: string, step: Step): RawRoute {
  const handle: Step = async (request, reply) => {
    try {
      return await step(request, reply)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      request.log.warn({ code: error.code, params: error.params }, 'sign-in by OpenID Connect refused')
      const words = new URLSearchParams({ refused: error.code, label: String(error.params['label'] ?? '') })
      return reply.redirect(`/?${words.toString()}`)
    }
  }
  return { method: 'GET', path, summary, may: PUBLIC, handle }
}

function providerIdOf(request: FastifyRequest): string {
  return (request.params as { id: string }).id
}
