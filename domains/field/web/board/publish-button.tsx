import { Button } from 'antd'
import { useText } from '#kit/i18n'
import type { Plan } from '../api.ts'
import type { Planning } from './use-planning.ts'

/** Makes the draft real; it stands there only while there is something to publish. */
export function PublishButton({ plan, planning }: { plan: Plan | undefined; planning: Planning }) {
  const t = useText('field')
  if (!planning.mayPublish) return null
  return (
    <Button type="primary" loading={planning.publishing} onClick={planning.publish}>
      {planning.publishing ? t('board.publishing') : t('board.publish', { count: plan?.changes.length ?? 0 })}
      <kbd className="wide">P</kbd>
    </Button>
  )
}
