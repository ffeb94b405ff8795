import { useText } from '#kit/i18n'
import { StatusMark, type SeverityLevel, type StatusShape } from '#kit/ui'
import type { VisitState } from '../api.ts'

const SHAPES: Readonly<Record<VisitState, StatusShape>> = {
  requested: 'new',
  planned: 'open',
  travelling: 'half',
  on_site: 'most',
  completed: 'done',
  cancelled: 'hold',
}

export function shapeOf(state: VisitState): StatusShape {
  return SHAPES[state]
}

/** How far a visit is: shape and word. */
export function VisitStateMark({ state, form = 'chip' }: { state: VisitState; form?: 'chip' | 'plain' | 'outlined' }) {
  const t = useText('field')
  return (
    <StatusMark shape={shapeOf(state)} form={form}>
      {t(`state.${state}`)}
    </StatusMark>
  )
}

/** The planner's weight as the severity that people know. */
export function severityOf(priority: number): SeverityLevel {
  if (priority >= 100) return 1
  if (priority >= 60) return 2
  return priority >= 30 ? 3 : 4
}
