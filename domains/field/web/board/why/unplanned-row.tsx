import { TriangleAlert } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { BoardState } from '../use-board.ts'
import { useWhy } from './why-section.tsx'
import { useObstacleWords } from './why-words.ts'

/** A visit that the draft found no place for, and what stands in its way. */
export function UnplannedRow({ visitId, number, state }: { visitId: string; number: string; state: BoardState }) {
  const t = useText('field')
  const { data } = useWhy(state, visitId)
  const obstacle = useObstacleWords()
  return (
    <li>
      <button type="button" className="tray-row" onClick={() => state.select(visitId)}>
        <b className="n">{number}</b>
        <span className="warn nb">
          <TriangleAlert aria-hidden size={14} strokeWidth={1.75} /> {t('board.notPlannable')}
        </span>
        <span className="grow t2">{data ? obstacle(data.verdicts) : ''}</span>
      </button>
    </li>
  )
}
