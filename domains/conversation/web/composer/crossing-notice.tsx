import { Button } from 'antd'
import { useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { Message } from '../api.ts'
import { gist } from '../words.ts'

interface CrossingNoticeProps {
  readonly answer: Message
  readonly onAnyway: () => void
  readonly onLook: () => void
}

/** A colleague was faster: what he said, before the same is said twice. */
export function CrossingNotice({ answer, onAnyway, onLook }: CrossingNoticeProps) {
  const t = useText('conversation')
  return (
    <div className="crossing s" role="alert">
      <p className="warn">
        <Shape name="late" size={12} /> {t('crossing.answered', { name: answer.author.name })}
      </p>
      <p className="cut">“{gist(t, answer.content)}”</p>
      <p className="row">
        <Button size="small" autoFocus onClick={onLook}>
          {t('crossing.look')}
        </Button>
        <Button size="small" onClick={onAnyway}>
          {t('crossing.anyway')}
        </Button>
      </p>
    </div>
  )
}
