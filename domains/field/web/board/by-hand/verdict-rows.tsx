import { X } from 'lucide-react'
import { useText } from '#kit/i18n'
import { ErrorNotice, Shape } from '#kit/ui'
import type { Remark } from '../../api.ts'
import { useRemarkWords } from './remark-words.ts'
import type { ByHand } from './use-by-hand.ts'

/** What the last move by hand met: obstacles that refused it, or what it costs although it was done. */
export function VerdictRows({ byHand: { verdict, error, dismiss } }: { byHand: ByHand }) {
  const t = useText('field')
  if (error) return <ErrorNotice error={error} what={t('hand.failed')} onRetry={dismiss} />
  if (!verdict) return null
  const { visit, obstacles, warnings } = verdict
  const refused = obstacles.length > 0
  return (
    <div className={refused ? 'tray-refused row' : 'tray-warned row'} role={refused ? 'alert' : 'status'}>
      <span className={refused ? 'bad' : 'warn'}>
        <Shape name={refused ? 'late' : 'half'} />
      </span>
      <span className="grow">
        <b>{t(refused ? 'hand.refused' : 'hand.warned', { number: visit.number })}</b>{' '}
        <Sentences remarks={refused ? obstacles : warnings} />
      </span>
      <button type="button" className="icon-button" aria-label={t('hand.dismiss')} onClick={dismiss}>
        <X aria-hidden size={14} strokeWidth={1.75} />
      </button>
    </div>
  )
}

function Sentences({ remarks }: { remarks: readonly Remark[] }) {
  const words = useRemarkWords()
  return <>{remarks.map(words).join(' ')}</>
}
