import { Button } from 'antd'
import { useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { Caution } from './use-caution.ts'

interface CautionNoticeProps {
  readonly caution: Caution
  readonly onAnyway: () => void
  readonly onChange: () => void
}

/** Before words leave that must not, or only after a second thought. */
export function CautionNotice({ caution: { outcome, words }, onAnyway, onChange }: CautionNoticeProps) {
  const t = useText('quality')
  const named = words.map((word) => `“${word}”`).join(' ')
  return (
    <div className="crossing s" role="alert">
      <p className={outcome === 'block' ? 'bad' : 'warn'}>
        <Shape name="late" size={12} />{' '}
        {t(outcome === 'block' ? 'caution.blocked' : 'caution.warned', { words: named })}
      </p>
      <p className="row">
        <Button size="small" autoFocus onClick={onChange}>
          {t('caution.change')}
        </Button>
        {outcome === 'warn' && (
          <Button size="small" onClick={onAnyway}>
            {t('caution.anyway')}
          </Button>
        )}
      </p>
    </div>
  )
}
