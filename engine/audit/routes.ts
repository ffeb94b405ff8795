import { routes, type RouteSet } from '#engine/http'
import type { Database } from '#engine/store'
import type { Link } from './chain.ts'
import { auditContract } from './contract.ts'
import { listAudit } from './list.ts'
import { verifyAudit } from './verify.ts'

export function auditRoutes(database: Database): RouteSet {
  return routes(auditContract, {
    listAudit: ({ context, query }) => listAudit(database, context, query),
    verifyAudit: async ({ context, query: { anchorSeq, anchorHash } }) => {
      const anchor = anchorSeq && anchorHash ? { seq: BigInt(anchorSeq), hash: anchorHash } : undefined
      const found = await verifyAudit(database, context, anchor)
      return {
        intact: found.intact,
        links: found.links,
        head: found.intact && found.head ? textOf(found.head) : null,
        broken: found.intact ? null : { ...found.broken, seq: found.broken.seq.toString() },
        unchained: found.unchained,
      }
    },
  })
}

function textOf({ seq, hash }: Link): { seq: string; hash: string } {
  return { seq: seq.toString(), hash }
}
