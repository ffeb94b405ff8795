import { useText } from '#kit/i18n'
import { StatusMark, type StatusShape } from '#kit/ui'
import type { ProjectState } from './api.ts'

const SHAPES: Readonly<Record<ProjectState, StatusShape>> = {
  planning: 'new',
  designing: 'open',
  delivering: 'half',
  accepting: 'most',
  handed_over: 'done',
  closed: 'done',
  cancelled: 'hold',
}

export function ProjectMark({ state, form = 'plain' }: { state: ProjectState; form?: 'chip' | 'plain' }) {
  const t = useText('delivery')
  return (
    <StatusMark shape={SHAPES[state]} form={form}>
      {t(`project.state.${state}`)}
    </StatusMark>
  )
}

/** A day by which something is due: over it is late in words, shape and colour. */
export function DueDay({ on, today, text }: { on: string; today: string; text: string }) {
  const t = useText('delivery')
  if (on >= today) return <span className="n nb">{text}</span>
  return (
    <StatusMark shape="late" form="plain">
      <span className="n bad">{t('milestone.late', { on: text })}</span>
    </StatusMark>
  )
}
