import { z } from 'zod'
import { instant, pageOf, pageQuery, route } from '#engine/http/contract'

const auditEntry = z
  .object({
    id: z.uuid(),
    at: instant,
    action: z.string().meta({ examples: ['desk.incident.assign'] }),
    subject: z.string().meta({ examples: ['incident:0199…'] }),
    actorKind: z.enum(['user', 'key', 'customer', 'system']),
    actorId: z.string(),
    actorName: z.string(),
    address: z.string().nullable(),
    traceId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditEntry' })

const link = z.object({ seq: z.string(), hash: z.string() })

const verification = z
  .object({
    intact: z.boolean(),
    links: z.int(),
    head: link.nullable(),
    broken: z
      .object({
        seq: z.string(),
        reason: z.enum(['entry-changed', 'entry-missing', 'link-missing', 'anchor-missing']),
        entryId: z.uuid().nullable(),
      })
      .nullable(),
    unchained: z.object({ count: z.int(), oldestAt: instant.nullable() }),
  })
  .meta({ id: 'AuditVerification' })

/** The trail of who did what, and the proof that nobody has rewritten it. */
export const auditContract = {
  listAudit: route({
    method: 'GET',
    path: '/api/engine/audit',
    summary: 'Who did what to what, newest first',
    may: 'engine.audit.read',
    query: pageQuery.extend({
      subject: z.string().max(200).optional(),
      actorId: z.string().max(200).optional(),
      action: z.string().max(200).optional(),
      from: instant.optional(),
      to: instant.optional(),
    }),
    out: pageOf(auditEntry),
  }),
  verifyAudit: route({
    method: 'GET',
    path: '/api/engine/audit/verification',
    summary: 'Recompute the hash chain; with an anchor noted earlier also prove that its end was not cut off',
    may: 'engine.audit.read',
    query: z.object({
      anchorSeq: z.string().regex(/^\d+$/).optional(),
      anchorHash: z
        .string()
        .regex(/^[\da-f]{64}$/)
        .optional(),
    }),
    out: verification,
  }),
} as const
