/** Codes on doors and devices: the platform draws them, and tells with every scan which one it was. */
import { clock, newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'
import type { ScanCodeShape } from '../../contract/wechat.ts'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { getQueue } from '../../routing/queue.ts'
import { callApi } from '../tencent/api.ts'
import { accountOf, asked } from './account.ts'

export interface ScanCodeDraft {
  readonly name: string
  readonly queueId: string | null
  readonly tags: readonly string[]
  /** Null: permanent, of which an account has 100,000. */
  readonly days: number | null
}

const DAY_SECONDS = 86_400
/** An account has few; the list is not paged. */
const LISTED_MAX = 500

export async function createScanCode(
  parts: Parts,
  context: Context,
  channelId: string,
  { name, queueId, tags, days }: ScanCodeDraft,
): Promise<string> {
  const { api } = await accountOf(parts, context, channelId)
  const { tenantId } = context
  if (queueId !== null) await parts.database.withTenant(context, (tx) => getQueue(tx, tenantId, queueId))
  const scanCodeId = newId()
  const scene = scanCodeId.replaceAll('-', '')
  const duration =
    days === null
      ? { action_name: 'QR_LIMIT_STR_SCENE' }
      : { action_name: 'QR_STR_SCENE', expire_seconds: days * DAY_SECONDS }
  const wanted = { ...duration, action_info: { scene: { scene_str: scene } } }
  const { ticket, url } = await asked(callApi(api, '/cgi-bin/qrcode/create', wanted))
  if (typeof ticket !== 'string') throw conversationRefusals.platformRefused({ detail: 'ticket' })
  const expiresAt = days === null ? null : new Date(clock.ms() + days * DAY_SECONDS * 1000)
  await parts.database.withTenant(context, async (tx) => {
    await tx.run(sql`
      insert into conversation.scan_code (tenant_id, scan_code_id, channel_id, scene, name, queue_id, tags, ticket, url,
        expires_at, created_at)
      values (${tenantId}, ${scanCodeId}, ${channelId}, ${scene}, ${name}, ${queueId}, ${[...tags]}::text[], ${ticket},
        ${typeof url === 'string' ? url : ''}, ${expiresAt}, ${clock.date()})`)
    const after = { name, queueId, tags, days }
    await audit(tx, context, { action: 'conversation.scan_code.create', subject: `channel:${channelId}`, after })
  })
  return scanCodeId
}

interface Row extends Omit<ScanCodeShape, 'pictureUrl'> {
  readonly ticket: string
}

export async function listScanCodes(parts: Parts, context: Context, channelId: string): Promise<ScanCodeShape[]> {
  const { settings } = await accountOf(parts, context, channelId)
  const rows = await parts.database.withTenant(context, (tx) =>
    tx.all(sql<Row>`
      select scan_code_id as "scanCodeId", name, queue_id as "queueId", tags, ticket, url, expires_at as "expiresAt",
        scans, scanned_at as "scannedAt", created_at as "createdAt", version
      from conversation.scan_code where tenant_id = ${context.tenantId} and channel_id = ${channelId}
      order by created_at desc, scan_code_id desc limit ${LISTED_MAX}`),
  )
  return rows.map(({ ticket, ...row }) => ({ ...row, pictureUrl: pictureUrl(settings.apiBase, ticket) }))
}

/** WeChat shows pictures on another host than its API's; a simulator has one for both. */
function pictureUrl(apiBase: string, ticket: string): string {
  const isWechat = new URL(apiBase).hostname.endsWith('.weixin.qq.com')
  const base = isWechat ? 'https://mp.weixin.qq.com' : apiBase
  return `${base}/cgi-bin/showqrcode?${new URLSearchParams({ ticket }).toString()}`
}

export async function updateScanCode(
  tx: Tx,
  context: Context,
  scanCodeId: string,
  { name, queueId, tags, version }: Omit<ScanCodeDraft, 'days'> & { readonly version: number },
): Promise<void> {
  const { tenantId } = context
  if (queueId !== null) await getQueue(tx, tenantId, queueId)
  const changed = await tx.run(sql`
    update conversation.scan_code set name = ${name}, queue_id = ${queueId}, tags = ${[...tags]}::text[],
      version = version + 1
    where tenant_id = ${tenantId} and scan_code_id = ${scanCodeId} and version = ${version}`)
  if (changed === 0) throw await whyUnchanged(tx, tenantId, scanCodeId)
  const after = { name, queueId, tags }
  await audit(tx, context, { action: 'conversation.scan_code.update', subject: `scan_code:${scanCodeId}`, after })
}

async function whyUnchanged(tx: Tx, tenantId: string, scanCodeId: string): Promise<Refusal> {
  const found = await tx.find(sql`
    select from conversation.scan_code where tenant_id = ${tenantId} and scan_code_id = ${scanCodeId}`)
  return found ? new Refusal('engine.version-conflict', 412) : conversationRefusals.scanCodeNotFound()
}
