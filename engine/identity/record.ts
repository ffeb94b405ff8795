import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'

/** Writes into the trail of who did what. The trail stands above identity; `app` hands it down. */
export type RecordChange = (
  tx: Tx,
  context: Context,
  change: { action: string; subject: string; before?: unknown; after?: unknown },
) => Promise<void>
