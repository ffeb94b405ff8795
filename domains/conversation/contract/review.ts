/** People read a sample of conversations and judge them on the rules' sheet; agreement of both is counted. */
import { z } from 'zod'
import { idParams, instant, noContent, route } from '#engine/http/contract'

const when = z.string()
const outcome = z.enum(['passed', 'failed', 'not_applicable'])
const agreement = z.object({
  count: z.int(),
  agreed: z.int(),
  share: z.number().nullable(),
  /** Cohen's kappa; null where chance alone would always agree. */
  kappa: z.number().nullable(),
})

export const qualitySetting = z.strictObject({
  sampleSize: z.int().min(0).max(100),
  lowScore: z.int().min(0).max(100),
  lowRating: z.int().min(1).max(5),
  followUpHours: z.int().min(1).max(720),
  version: z.int(),
})

export const sampleRow = z
  .object({
    conversationId: z.uuid(),
    contactId: z.uuid(),
    contactName: z.string().nullable(),
    agentId: z.uuid(),
    agentName: z.string().nullable(),
    /** Null, as the score: who asks is to judge it first. */
    stratum: z.enum(['low_score', 'low_rating', 'random']).nullable(),
    score: z.int().nullable(),
    rating: z.int().nullable(),
    closedAt: when,
    reviews: z.int(),
    disputed: z.int(),
    own: z.boolean(),
  })
  .meta({ id: 'SampleRow' })

export const review = z
  .object({
    reviewId: z.uuid(),
    conversationId: z.uuid(),
    reviewerId: z.string(),
    reviewerName: z.string(),
    standard: z.int(),
    verdicts: z.record(z.string(), outcome),
    score: z.int().nullable(),
    comment: z.string().nullable(),
    state: z.enum(['given', 'disputed', 'settled']),
    dispute: z.string().nullable(),
    disputedAt: when.nullable(),
    upheld: z.boolean().nullable(),
    settlement: z.string().nullable(),
    settledBy: z.string().nullable(),
    givenAt: when,
  })
  .meta({ id: 'Review' })

const BASE = '/api/conversation/quality'
const words = z.string().trim().min(1).max(1000)

export const reviewContract = {
  readQualitySetting: route({
    method: 'GET',
    path: `${BASE}/setting`,
    summary: 'How much is read by people, and what counts as low',
    may: 'conversation.report.read',
    out: qualitySetting,
  }),
  saveQualitySetting: route({
    method: 'PUT',
    path: `${BASE}/setting`,
    summary: 'Change how much is read by people',
    may: 'conversation.configure',
    body: qualitySetting,
    out: noContent,
    status: 204,
    refusals: ['engine.version-conflict'],
  }),
  listSample: route({
    method: 'GET',
    path: `${BASE}/sample`,
    summary: 'The conversations that are to be read; disputed ones first',
    may: 'conversation.report.read',
    query: z.object({ agentId: z.uuid().optional() }),
    out: z.object({ items: z.array(sampleRow) }),
  }),
  drawSample: route({
    method: 'POST',
    path: `${BASE}/sample`,
    summary: "Fill up each agent's sample of this week or the last",
    may: 'conversation.supervise',
    body: z.strictObject({ week: z.enum(['this', 'last']) }),
    out: z.object({ added: z.int() }),
  }),
  listReviews: route({
    method: 'GET',
    path: '/api/conversation/conversations/:id/reviews',
    summary: 'What people say of a conversation; an agent reads those of his own',
    may: 'conversation.read',
    params: idParams,
    out: z.object({ items: z.array(review) }),
  }),
  giveReview: route({
    method: 'PUT',
    path: '/api/conversation/conversations/:id/reviews/mine',
    summary: 'Judge a closed conversation by every rule of its card',
    may: 'conversation.supervise',
    params: idParams,
    body: z.strictObject({
      verdicts: z.record(z.string().max(40), outcome),
      comment: z.string().trim().max(2000).nullable().default(null),
    }),
    out: noContent,
    status: 204,
    refusals: ['quality.not-judged', 'quality.review-is-settled', 'engine.invalid-input'],
  }),
  disputeReview: route({
    method: 'POST',
    path: '/api/conversation/reviews/:id/dispute',
    summary: 'The agent of the conversation does not agree',
    may: 'conversation.serve',
    params: idParams,
    body: z.strictObject({ text: words }),
    out: noContent,
    status: 204,
    refusals: ['quality.review-not-found', 'quality.not-your-conversation', 'quality.review-is-settled'],
  }),
  settleReview: route({
    method: 'POST',
    path: '/api/conversation/reviews/:id/settlement',
    summary: 'Whether a disputed judgement stands',
    may: 'conversation.supervise',
    params: idParams,
    body: z.strictObject({ upheld: z.boolean(), text: words }),
    out: noContent,
    status: 204,
    refusals: ['quality.review-not-found', 'quality.not-disputed'],
  }),
  readCalibration: route({
    method: 'GET',
    path: `${BASE}/calibration`,
    summary: 'How far people and rules agree, and people among themselves',
    may: 'conversation.report.read',
    query: z.object({ from: instant.optional(), to: instant.optional() }),
    out: z.object({
      reviews: z.int(),
      readTwice: z.int(),
      rules: z.array(z.object({ rule: z.string(), withRules: agreement, amongPeople: agreement })),
    }),
  }),
} as const

export type ReviewShape = z.infer<typeof review>
export type SampleRowShape = z.infer<typeof sampleRow>
export type QualitySettingShape = z.infer<typeof qualitySetting>
