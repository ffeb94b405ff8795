import { routes, PUBLIC, type RawRoute, type RouteSet } from '#engine/http'
import { callContract } from '../../contract/call.ts'
import type { Parts } from '../../parts.ts'
import { setOwnPhone, setPhone } from './agent-phone.ts'
import { endByHand, hold, readCall, ring, supervise } from './desk.ts'
import { MUSIC_PATH, waitingMusic } from './music.ts'

export function callRoutes(parts: Parts): RouteSet {
  const within = parts.database.withTenant
  return routes(callContract, {
    readCall: async ({ params, context }) => {
      const { call, myPhone } = await within(context, (tx) => readCall(tx, context, params.id))
      return { call: call && { ...call, legs: [...call.legs] }, myPhone }
    },
    ringCall: ({ params, context }) => done(within(context, (tx) => ring(tx, context, params.id))),
    holdCall: ({ params, body, context }) => done(hold(parts, context, params.id, body.held)),
    hangUpCall: ({ params, context }) => done(endByHand(parts, context, params.id)),
    superviseCall: ({ params, body, context }) => done(supervise(parts, context, params.id, body.mode)),
    setMyPhone: ({ body, context }) => done(within(context, (tx) => setOwnPhone(tx, context, body.phone))),
    setAgentPhone: ({ params, body, context }) =>
      done(within(context, (tx) => setPhone(tx, context, params.id, body.phone))),
  })
}

/** The provider fetches it for whoever waits. */
export function musicRoute(): RawRoute {
  return {
    method: 'GET',
    path: MUSIC_PATH,
    summary: 'What callers hear while they wait',
    may: PUBLIC,
    handle: (_request, reply) =>
      Promise.resolve(reply.type('audio/wav').header('cache-control', 'public, max-age=86400').send(waitingMusic())),
  }
}

async function done(work: Promise<unknown>): Promise<undefined> {
  await work
}
