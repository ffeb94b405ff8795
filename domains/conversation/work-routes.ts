/** What agents do with conversations beyond answering them. */
import { routes, type RouteSet } from '#engine/http'
import { inviteColleagues } from './cooperation/invite.ts'
import { listColleagues } from './cooperation/colleagues.ts'
import { listSides, readSide } from './cooperation/read-side.ts'
import { addToSide, markSideRead, openSide, writeSide } from './cooperation/side.ts'
import { contactsContract } from './contract/contacts.ts'
import { identify } from './contacts/identify.ts'
import { cooperationContract } from './contract/cooperation.ts'
import { macrosContract } from './contract/macros.ts'
import { scheduledContract } from './contract/scheduled.ts'
import { cancelScheduled, changeScheduled, listScheduled, schedule } from './later/scheduled.ts'
import { sendScheduledNow } from './later/send.ts'
import { sendTimesOf } from './later/times.ts'
import { changeMacro, createMacro, listMacros, removeMacro, type Macro } from './macros/macro.ts'
import { previewMacro, runMacro } from './macros/run.ts'
import type { Parts } from './parts.ts'

export function macroRoutes(parts: Parts): RouteSet {
  const within = parts.database.withTenant
  return routes(macrosContract, {
    listMacros: async ({ context }) => ({
      items: (await within(context, (tx) => listMacros(tx, context))).map(shown),
    }),
    createMacro: async ({ body, context }) => ({
      macroId: await within(context, (tx) => createMacro(tx, context, body)),
    }),
    changeMacro: async ({ params, body: { version, ...draft }, context }) => {
      await within(context, (tx) => changeMacro(tx, context, params.id, draft, version))
    },
    removeMacro: async ({ params, context }) => {
      await within(context, (tx) => removeMacro(tx, context, params.id))
    },
    previewMacro: async ({ params: { id, macroId }, context }) =>
      shown(await within(context, (tx) => previewMacro(tx, context, id, macroId))),
    runMacro: async ({ params, body, context }) => ({
      repeated: !(await runMacro(parts, context, params.id, body)),
    }),
  })
}

export function scheduledRoutes(parts: Parts): RouteSet {
  const within = parts.database.withTenant
  return routes(scheduledContract, {
    readSendTimes: ({ params, context }) => within(context, (tx) => sendTimesOf(tx, context, params.id)),
    listScheduled: async ({ params, context }) => ({
      items: await within(context, (tx) => listScheduled(tx, context, params.id)),
    }),
    scheduleMessage: async ({ params, body, context }) => {
      await schedule(parts, context, params.id, body)
    },
    changeScheduled: async ({ params, body, context }) => {
      await changeScheduled(parts, context, params.id, body)
    },
    cancelScheduled: async ({ params, context }) => {
      await cancelScheduled(parts, context, params.id)
    },
    sendScheduledNow: async ({ params, context }) => {
      await sendScheduledNow(parts, context, params.id)
    },
  })
}

export function cooperationRoutes(parts: Parts): RouteSet {
  const within = parts.database.withTenant
  return routes(cooperationContract, {
    listColleagues: async ({ context }) => {
      const { people, teams } = await within(context, (tx) => listColleagues(tx, context))
      return { people: people.map((one) => ({ ...one, roles: [...one.roles] })), teams: [...teams] }
    },
    inviteColleagues: async ({ params, body, context }) => {
      await within(context, (tx) => inviteColleagues(tx, context, params.id, body))
    },
    listSides: async ({ params, context }) => {
      const sides = await within(context, (tx) => listSides(tx, context, params.id))
      return { items: sides.map((one) => ({ ...one, members: [...one.members] })) }
    },
    openSide: async ({ params, body, context }) => {
      await openSide(parts, context, params.id, body)
    },
    readSide: async ({ params, query, context }) => ({
      items: await within(context, (tx) => readSide(tx, context, params.id, query)),
    }),
    writeSide: async ({ params, body, context }) => ({ seq: await writeSide(parts, context, params.id, body) }),
    addToSide: async ({ params, body, context }) => {
      await addToSide(parts, context, params.id, body)
    },
    markSideRead: async ({ params, body, context }) => {
      await markSideRead(parts, context, params.id, body.seq)
    },
  })
}

export function contactRoutes(parts: Parts): RouteSet {
  return routes(contactsContract, {
    identifyContact: async ({ params, body, context }) => ({ former: await identify(parts, context, params.id, body) }),
  })
}

function shown(macro: Macro) {
  return { ...macro, steps: [...macro.steps] }
}
