/** What agents do with conversations beyond answering them. */
import { routes, type RouteSet } from '#engine/http'
import { macrosContract } from './contract/macros.ts'
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

function shown(macro: Macro) {
  return { ...macro, steps: [...macro.steps] }
}
