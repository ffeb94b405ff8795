/** Who did what, before and after, when and from where: append-only, chained by hashes for each tenant. */
export { audit, type AuditedChange } from './audit.ts'
export { startAuditChain, type AuditChain, type Link } from './chain.ts'
export type { AuditEntry } from './entry.ts'
export { listAudit, type AuditFilter } from './list.ts'
export { auditSentences } from './policy.ts'
export { auditRoutes } from './routes.ts'
export { verifyAudit, type Break, type Unchained, type Verification } from './verify.ts'
