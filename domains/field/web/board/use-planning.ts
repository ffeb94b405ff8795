import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { toast } from '#kit/ui'
import { fieldApi } from '../api.ts'
import type { BoardState } from './use-board.ts'

/** Thinking time of the planner; the button says meanwhile that it plans. */
const PLAN_SECONDS = 2

export interface Planning {
  readonly mayPlan: boolean
  readonly mayPublish: boolean
  readonly planning: boolean
  readonly publishing: boolean
  /** Why the last plan could not be made or published. */
  readonly error: Error | null
  readonly optimise: () => void
  readonly publish: () => void
  readonly discard: () => void
}

/** Making a draft, publishing it, throwing it away; `O` and `P`. */
export function usePlanning({ day, plan, showPlan, board }: BoardState): Planning {
  const t = useText('field')
  const may = useMay()
  const planDay = useCommand(fieldApi, 'planDay')
  const publishPlan = useCommand(fieldApi, 'publishPlan', {
    refetch: [
      fieldApi.key('readBoard'),
      fieldApi.key('listStock'),
      fieldApi.key('getVisitSheet'),
      fieldApi.key('whyVisit'),
    ],
  })
  const mayPlan = may('field.plan.make') && (board?.lanes.length ?? 0) > 0
  const mayPublish = may('field.plan.publish') && (plan?.changes.length ?? 0) > 0
  const forget = () => {
    planDay.reset()
    publishPlan.reset()
  }
  const optimise = () => {
    forget()
    const kept = plan?.changes.some(({ byHand }) => byHand) ? { draftId: plan.draftId } : {}
    planDay.mutate({ body: { day, seconds: PLAN_SECONDS, ...kept } }, { onSuccess: ({ draftId }) => showPlan(draftId) })
  }
  const publish = () => {
    if (!plan) return
    const published = ({ visits }: { visits: readonly unknown[] }) => {
      showPlan(undefined)
      toast({ text: t('tray.published', { count: visits.length }) })
    }
    publishPlan.mutate({ params: { id: plan.draftId }, body: {} }, { onSuccess: published })
  }
  const discard = () => {
    forget()
    const before = plan?.draftId
    showPlan(undefined)
    toast({ text: t('tray.discarded'), undo: () => showPlan(before) })
  }
  useKeys([{ keys: 'O', titleKey: 'field:board.optimise', group: 'screen', run: optimise }], mayPlan)
  useKeys([{ keys: 'P', titleKey: 'field:board.publishKey', group: 'screen', run: publish }], mayPublish)
  const [planning, publishing] = [planDay.isPending, publishPlan.isPending]
  const error = planDay.error ?? publishPlan.error
  return { mayPlan, mayPublish, planning, publishing, error, optimise, publish, discard }
}
