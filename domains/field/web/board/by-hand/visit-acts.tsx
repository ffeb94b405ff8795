import { Button } from 'antd'
import { Lock, LockOpen } from 'lucide-react'
import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { ErrorNotice, toast } from '#kit/ui'
import { fieldApi, type Visit } from '../../api.ts'
import type { BoardState } from '../use-board.ts'
import { CancelButton } from './cancel-button.tsx'
import { PlaceForm } from './place-form.tsx'
import type { ByHand } from './use-by-hand.ts'

const UNDONE: ReadonlySet<Visit['state']> = new Set(['requested', 'planned', 'travelling', 'on_site'])

/** What a dispatcher may do with the chosen visit: settle it, or put it elsewhere. */
export function VisitActs({ state, byHand }: { state: BoardState; byHand: ByHand }) {
  const may = useMay()
  const visit = state.board?.visits.find(({ visitId }) => visitId === state.selected)
  if (!visit) return null
  const bar = state.bars.find((each) => each.visit === visit)
  const placed = `${bar?.technicianId} ${bar?.startsAt}`
  return (
    <>
      {may('field.visit.lock') && visit.state === 'planned' && <LockButton visit={visit} />}
      {may('field.visit.cancel') && UNDONE.has(visit.state) && <CancelButton key={visit.visitId} visit={visit} />}
      {byHand.mayMove(visit) && <PlaceForm key={visit.visitId + placed} visit={visit} state={state} byHand={byHand} />}
    </>
  )
}

function LockButton({ visit: { visitId, number, locked } }: { visit: Visit }) {
  const t = useText('field')
  const lock = useCommand(fieldApi, 'lockVisit', { refetch: [fieldApi.key('readBoard'), fieldApi.key('whyVisit')] })
  const set = (to: boolean) =>
    lock.mutate(
      { params: { id: visitId }, body: { locked: to } },
      { onSuccess: () => toast({ text: t(to ? 'lock.done' : 'lock.undone', { number }), undo: () => set(!to) }) },
    )
  useKeys([{ keys: 'L', titleKey: 'field:lock.key', group: 'screen', run: () => set(!locked) }])
  const Icon = locked ? LockOpen : Lock
  return (
    <section className="sec">
      <div className="row">
        <Button
          loading={lock.isPending}
          icon={<Icon aria-hidden size={14} strokeWidth={1.75} />}
          onClick={() => set(!locked)}
        >
          {t(locked ? 'lock.unlock' : 'lock.lock')}
          <kbd className="wide">L</kbd>
        </Button>
        <span className="s t2 grow">{t(locked ? 'lock.isLocked' : 'lock.hint')}</span>
      </div>
      {lock.error && <ErrorNotice error={lock.error} onRetry={() => set(!locked)} />}
    </section>
  )
}
