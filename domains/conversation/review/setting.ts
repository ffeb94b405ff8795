import { Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'

/** What is worth a person's time. */
export interface QualitySetting {
  /** Conversations of each agent that are read every week. */
  readonly sampleSize: number
  readonly lowScore: number
  readonly lowRating: number
  /** How soon somebody speaks to a customer who was not satisfied. */
  readonly followUpHours: number
  readonly version: number
}

const USUAL: QualitySetting = { sampleSize: 6, lowScore: 70, lowRating: 2, followUpHours: 24, version: 0 }

export async function settingOf(tx: Tx, { tenantId }: Pick<Context, 'tenantId'>): Promise<QualitySetting> {
  const row = await tx.find(sql<QualitySetting>`
    select sample_size as "sampleSize", low_score as "lowScore", low_rating as "lowRating",
      follow_up_hours as "followUpHours", version
    from conversation.quality_setting where tenant_id = ${tenantId}`)
  return row ?? USUAL
}

export async function saveSetting(tx: Tx, context: Context, setting: QualitySetting): Promise<void> {
  const { sampleSize, lowScore, lowRating, followUpHours, version } = setting
  const changed = await tx.run(sql`
    insert into conversation.quality_setting as s (tenant_id, sample_size, low_score, low_rating, follow_up_hours)
    values (${context.tenantId}, ${sampleSize}, ${lowScore}, ${lowRating}, ${followUpHours})
    on conflict (tenant_id) do update set sample_size = excluded.sample_size, low_score = excluded.low_score,
      low_rating = excluded.low_rating, follow_up_hours = excluded.follow_up_hours, version = s.version + 1
      where s.version = ${version}`)
  if (changed === 0) throw new Refusal('engine.version-conflict', 412)
  await audit(tx, context, { action: 'conversation.quality_setting.save', subject: 'quality_setting', after: setting })
}
