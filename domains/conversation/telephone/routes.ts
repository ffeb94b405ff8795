import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { telephoneContract } from '../contract/telephone.ts'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import { dial, hangUp, pickUp, press, speak, tick, type Exchange } from './exchange.ts'
import { findLegOf, shownLegs, type TestLeg } from './leg.ts'
import { exchangeOf, openHotlines, setUpHotline } from './set-up.ts'

type Act =
  | { readonly act: 'pick_up' | 'decline' | 'hang_up' }
  | { readonly act: 'press'; readonly key: string }
  | { readonly act: 'say'; readonly text: string }

export function telephoneRoutes(parts: Parts): RouteSet {
  const stateOf = async (context: Context) => {
    const legs = await shownLegs(exchangeOf(parts, context.tenantId))
    return { hotlines: await openHotlines(parts, context), legs: legs.map(shown) }
  }
  return routes(telephoneContract, {
    tickTelephone: async ({ context }) => {
      await tick(exchangeOf(parts, context.tenantId))
      return stateOf(context)
    },
    setUpTestHotline: async ({ body, context }) => ({ channelId: await setUpHotline(parts, context, body) }),
    dialHotline: async ({ body, context }) => {
      const exchange = exchangeOf(parts, context.tenantId)
      if (!(await exchange.settingsOf(body.channelId))) throw conversationRefusals.channelNotFound()
      return { sid: await dial(exchange, body.channelId, body.from) }
    },
    useTelephone: async ({ params, body, context }) => {
      const exchange = exchangeOf(parts, context.tenantId)
      const leg = await findLegOf(exchange, params.sid)
      if (!leg || leg.state === 'ended') throw conversationRefusals.noCall()
      await take(exchange, leg, body)
      return stateOf(context)
    },
  })
}

function take(exchange: Exchange, leg: TestLeg, act: Act): Promise<void> {
  switch (act.act) {
    case 'pick_up':
      return pickUp(exchange, leg)
    case 'decline':
      return hangUp(exchange, leg, 'busy')
    case 'hang_up':
      return hangUp(exchange, leg)
    case 'press':
      return press(exchange, leg, act.key)
    case 'say':
      return speak(exchange, leg, act.text)
  }
}

function shown(leg: TestLeg) {
  const { sid, number, direction, state, heard, beganAt } = leg
  return { sid, number, direction, state, heard: [...heard], beganAt, waits: waitsOf(leg) }
}

function waitsOf({ state, stop }: TestLeg): 'nothing' | 'keys' | 'speech' | 'tape' | 'talk' | 'held' {
  if (state !== 'live') return 'nothing'
  if (stop.kind === 'gather') return stop.speech ? 'speech' : 'keys'
  if (stop.kind === 'record') return 'tape'
  if (stop.kind === 'conference') return stop.held ? 'held' : 'talk'
  return 'nothing'
}
