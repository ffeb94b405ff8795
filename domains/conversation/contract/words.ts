/** Words that must not be said: lists for agents and for customers, and where they were said. */
import { z } from 'zod'
import { noContent, pageOf, pageQuery, route } from '#engine/http/contract'
import { TEXT_MAX } from './shapes.ts'

export const side = z.enum(['agent', 'customer'])
/** block: it is not sent; warn: it is asked about before; mark: it is sent, and supervisors see it. */
export const level = z.enum(['block', 'warn', 'mark'])
const word = z.string().trim().min(1).max(60)
const BASE = '/api/conversation/words'

export const wordHit = z
  .object({
    conversationId: z.uuid(),
    contactId: z.uuid(),
    contactName: z.string().nullable(),
    agentName: z.string().nullable(),
    seq: z.int(),
    word: z.string(),
    side,
    level,
    text: z.string(),
    foundAt: z.string(),
  })
  .meta({ id: 'WordHit' })

export const wordsContract = {
  listWords: route({
    method: 'GET',
    path: BASE,
    summary: 'All sensitive words, the gravest first',
    may: 'conversation.supervise',
    out: z.object({ items: z.array(z.object({ word: z.string(), side, level })) }),
  }),
  addWords: route({
    method: 'POST',
    path: BASE,
    summary: 'Add words, or give known ones another level',
    may: 'conversation.configure',
    body: z
      .strictObject({ side, level, words: z.array(word).min(1).max(10_000) })
      .refine((list) => list.side === 'agent' || list.level === 'mark', 'holds back nothing that a customer says'),
    out: z.object({ total: z.int() }),
    refusals: ['quality.too-many-words'],
  }),
  removeWords: route({
    method: 'POST',
    path: `${BASE}/removal`,
    summary: 'Take words off the list',
    may: 'conversation.configure',
    body: z.strictObject({ side, words: z.array(word).min(1).max(10_000) }),
    out: noContent,
    status: 204,
  }),
  checkWords: route({
    method: 'POST',
    path: `${BASE}/check`,
    summary: 'What would become of a text if an agent sent it',
    may: 'conversation.serve',
    body: z.strictObject({ text: z.string().max(TEXT_MAX) }),
    out: z.object({ outcome: z.enum(['clean', 'block', 'warn', 'mark']), words: z.array(z.string()) }),
  }),
  listWordHits: route({
    method: 'GET',
    path: `${BASE}/hits`,
    summary: 'Where sensitive words were said, the latest first',
    may: 'conversation.supervise',
    query: pageQuery.extend({ side: side.optional() }),
    out: pageOf(wordHit),
  }),
} as const

export type WordHitShape = z.infer<typeof wordHit>
