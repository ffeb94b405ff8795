import { MessageCircle } from 'lucide-react'
import { useNow } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import { Chip } from '#kit/ui'
import { RIGHTS } from '../../contract/right.ts'
import type { ConversationDetail } from '../api.ts'

/** How often the platform lets us write in one window; others have no count. */
const SENDS: Readonly<Record<string, number>> = { wechat: RIGHTS.wrote.sends, wecom: RIGHTS.wrote.sends }
const HOUR = 3600
/** A tap on a menu gives fewer, for a minute: of how many, nobody wants to know then. */
const SHORT_SECONDS = RIGHTS.acted.forMs / 1000

/** How often, and until when, the platform still lets us write. */
export function SendWindow({ conversation }: { conversation: ConversationDetail }) {
  const t = useText('conversation')
  const { clock, duration } = useFormats()
  const now = useNow('second')
  const { windowExpiresAt, windowRemaining, channelKind } = conversation
  const until = epochMs(windowExpiresAt)
  if (until === undefined && windowRemaining === null) return null
  const left = until === undefined ? Infinity : Math.floor((until - now) / 1000)
  if (left <= 0 || windowRemaining === 0)
    return (
      <Chip tone="bad" shape="late">
        {t(left <= 0 ? 'window.closed' : 'window.used')}
      </Chip>
    )
  const total = left > SHORT_SECONDS ? SENDS[channelKind] : undefined
  const sends =
    windowRemaining === null ? '' : t('window.sends', { left: total ? `${windowRemaining}/${total}` : windowRemaining })
  const closes = left === Infinity ? '' : t('window.closes', { time: left < HOUR ? duration(left) : clock(left) })
  return (
    <Chip
      outlined
      tone={left < HOUR || windowRemaining === 1 ? 'warn' : 'neutral'}
      icon={MessageCircle}
      title={t('window.title')}
    >
      {[sends, closes].filter(Boolean).join(' · ')}
    </Chip>
  )
}
