/** How well conversations went: score cards by rules, and the rules themselves. */
import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, route } from '#engine/http/contract'

const when = z.string()
const outcome = z.enum(['passed', 'failed', 'not_applicable'])
const score = z.int().nullable()

export const ruleSetting = z.strictObject({
  on: z.boolean(),
  /** Beside the weights of the other rules. */
  weight: z.int().min(0).max(100),
  /** Failing it makes the score 0. */
  fatal: z.boolean(),
  /** Seconds, or a rating; null: the rule has no limit. */
  limit: z.int().min(1).max(86_400).nullable(),
  /** What is looked for in an agent's words. */
  phrases: z.array(z.string().trim().min(1).max(60)).max(200),
})

export const standard = z
  .object({
    number: z.int(),
    rules: z.record(z.string(), ruleSetting),
    savedBy: z.string().nullable(),
    savedAt: when.nullable(),
  })
  .meta({ id: 'QualityStandard' })

const cardFields = {
  conversationId: z.uuid(),
  contactId: z.uuid(),
  contactName: z.string().nullable(),
  channelId: z.uuid(),
  channelKind: z.string(),
  channelName: z.string(),
  agentId: z.uuid().nullable(),
  agentName: z.string().nullable(),
  standard: z.int(),
  /** Who asks is to judge it first: he is told neither the score nor what failed. */
  blind: z.boolean(),
  score,
  failed: z.array(z.string()),
  rating: z.int().nullable(),
  closedAt: when,
}

export const scoreRow = z.object(cardFields).meta({ id: 'ScoreRow' })

export const scoreCard = z
  .object({
    ...cardFields,
    results: z.array(
      z.object({
        rule: z.string(),
        outcome,
        weight: z.int(),
        fatal: z.boolean(),
        /** Places of messages in the thread. */
        evidence: z.array(z.int()),
      }),
    ),
    scoredAt: when,
    former: z.array(z.object({ standard: z.int(), score, scoredAt: when })),
  })
  .meta({ id: 'ScoreCard' })

export const rescoring = z
  .object({
    rescoringId: z.uuid(),
    standard: z.int(),
    total: z.int(),
    done: z.int(),
    askedBy: z.string(),
    beganAt: when,
    endedAt: when.nullable(),
  })
  .meta({ id: 'Rescoring' })

const about = z.object({
  agentId: z.uuid().optional(),
  channelId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  /** By the end of the conversation; from ≤ end < to. */
  from: instant.optional(),
  to: instant.optional(),
})

const BASE = '/api/conversation/quality'

export const qualityContract = {
  listScores: route({
    method: 'GET',
    path: `${BASE}/scores`,
    summary: 'Closed conversations by what the rules say of them',
    may: 'conversation.report.read',
    query: pageQuery.extend({
      ...about.shape,
      order: z.enum(['lowest', 'latest']).default('lowest'),
      /** The name of a rule that was not kept. */
      failed: z.string().max(40).optional(),
    }),
    out: pageOf(scoreRow),
  }),
  countRules: route({
    method: 'GET',
    path: `${BASE}/rules/counts`,
    summary: 'How often each rule was kept',
    may: 'conversation.report.read',
    query: about,
    out: z.object({
      judged: z.int(),
      meanScore: z.number().nullable(),
      rules: z.array(z.object({ rule: z.string(), passed: z.int(), failed: z.int() })),
    }),
  }),
  readScoreCard: route({
    method: 'GET',
    path: '/api/conversation/conversations/:id/score',
    summary: 'What each rule says of a conversation; null while it is open, and to whom is to judge it first',
    may: 'conversation.read',
    params: idParams,
    out: z.object({
      card: scoreCard.nullable(),
      /** The rules by which a person judges it; empty while it is open. */
      toJudge: z.array(z.string()),
    }),
  }),
  readStandard: route({
    method: 'GET',
    path: `${BASE}/standard`,
    summary: 'The rules that judge now',
    may: 'conversation.read',
    out: standard,
  }),
  saveStandard: route({
    method: 'PUT',
    path: `${BASE}/standard`,
    summary: 'Change the rules; what was judged keeps the rules that judged it, until it is judged anew',
    may: 'conversation.configure',
    body: z.strictObject({ rules: z.record(z.string().max(40), ruleSetting) }),
    out: z.object({ number: z.int() }),
    refusals: ['engine.invalid-input'],
  }),
  readRescoring: route({
    method: 'GET',
    path: `${BASE}/rescoring`,
    summary: 'How far the last new judgement of everything is',
    may: 'conversation.report.read',
    out: z.object({ rescoring: rescoring.nullable() }),
  }),
  rescore: route({
    method: 'POST',
    path: `${BASE}/rescoring`,
    summary: 'Judge everything that is closed anew, by the present rules',
    may: 'conversation.configure',
    out: rescoring,
    status: 202,
  }),
} as const

export type RuleSettingShape = z.infer<typeof ruleSetting>
export type StandardShape = z.infer<typeof standard>
export type ScoreRowShape = z.infer<typeof scoreRow>
export type ScoreCardShape = z.infer<typeof scoreCard>
