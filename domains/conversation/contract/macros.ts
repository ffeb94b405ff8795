/** Macros: lists of steps that an agent takes with one command. */
import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'
import { macroStep, macroSteps } from '../macros/step.ts'
import { shortcut } from './shapes.ts'

const macro = z
  .object({
    macroId: z.uuid(),
    shortcut: z.string(),
    title: z.string(),
    steps: z.array(macroStep),
    own: z.boolean(),
    uses: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Macro' })

export type MacroShape = z.infer<typeof macro>

const macroDraft = z.strictObject({
  shortcut,
  title: z.string().min(1).max(80),
  steps: macroSteps,
  own: z.boolean().default(false),
})

const serve = { may: 'conversation.serve' } as const
const IN_CONVERSATION = '/api/conversation/conversations/:id/macros'
const NOT_FOUND = ['conversation.macro-not-found', 'conversation.conversation-not-found']

export const macrosContract = {
  listMacros: route({
    ...serve,
    method: 'GET',
    path: '/api/conversation/macros',
    summary: "Everybody's and the own macros, the most used first",
    out: z.object({ items: z.array(macro) }),
  }),
  createMacro: route({
    ...serve,
    method: 'POST',
    path: '/api/conversation/macros',
    summary: 'Write a macro',
    body: macroDraft,
    out: z.object({ macroId: z.uuid() }),
    status: 201,
    refusals: ['conversation.shortcut-taken'],
  }),
  changeMacro: route({
    ...serve,
    method: 'PUT',
    path: '/api/conversation/macros/:id',
    summary: 'Change a macro',
    params: idParams,
    body: macroDraft.extend({ version: z.int().positive() }),
    out: noContent,
    status: 204,
    refusals: ['conversation.shortcut-taken', 'conversation.macro-not-found', 'engine.version-conflict'],
  }),
  removeMacro: route({
    ...serve,
    method: 'DELETE',
    path: '/api/conversation/macros/:id',
    summary: 'Remove a macro',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['conversation.macro-not-found'],
  }),
  previewMacro: route({
    ...serve,
    method: 'GET',
    path: `${IN_CONVERSATION}/:macroId`,
    summary: 'What a macro would do in this conversation, with its texts filled in',
    params: idParams.extend({ macroId: z.uuid() }),
    out: macro,
    refusals: NOT_FOUND,
  }),
  runMacro: route({
    ...serve,
    method: 'POST',
    path: IN_CONVERSATION,
    summary: 'Take all steps of a macro, or none; the version is the one that was previewed',
    params: idParams,
    body: z.strictObject({
      runId: z.uuid().meta({ description: 'Made by the sender; sent again, nothing is done twice' }),
      macroId: z.uuid(),
      version: z.int().positive(),
    }),
    out: z.object({ repeated: z.boolean() }),
    refusals: [
      ...NOT_FOUND,
      'engine.version-conflict',
      'conversation.not-yours',
      'conversation.conversation-closed',
      'conversation.window-closed',
      'conversation.quota-used',
      'conversation.queue-not-found',
    ],
  }),
} as const
