import { Package } from 'lucide-react'
import { useFormats, useText } from '#kit/i18n'
import { Shape, type StatusShape } from '#kit/ui'
import { placeOfBar, type Bar, type Look } from '../board-model.ts'
import type { BoardState } from '../use-board.ts'

const SHAPES: Readonly<Record<Look, StatusShape | undefined>> = {
  done: 'done',
  running: 'half',
  sure: undefined,
  draft: undefined,
  late: 'late',
}

/** One visit in a lane: the left edge is its state, the fill asks for attention, dashes say that it is a draft. */
export function VisitBar({ bar, state: { span, minuteOf, selected, select } }: { bar: Bar; state: BoardState }) {
  const t = useText('field')
  const words = useBarWords(bar)
  const place = placeOfBar(bar, span, minuteOf)
  if (!place) return null
  const { visit, look, pickups } = bar
  const shape = SHAPES[look]
  return (
    <>
      {pickups.length > 0 && (
        <span className="pickup at-bar" style={{ left: `${place.left}%` }} title={t('board.withParts')}>
          <Package aria-hidden size={12} strokeWidth={1.75} />
        </span>
      )}
      <button
        type="button"
        className={`visit-bar ${look}`}
        style={{ left: `${place.left}%`, width: `${place.width}%` }}
        aria-pressed={selected === visit.visitId}
        aria-label={words}
        title={words}
        onClick={() => select(selected === visit.visitId ? '' : visit.visitId)}
      >
        <span className="cut">
          {shape && <Shape name={shape} size={12} />}{' '}
          <span className={look === 'draft' ? 'sb' : ''}>{visit.subject}</span>
        </span>
        <span className="cut t3">{visit.siteName ?? visit.customerName ?? visit.number}</span>
      </button>
    </>
  )
}

/** Everything that the bar shows by place and colour, in words. */
export function useBarWords({ visit, look, startsAt, endsAt, lateSeconds }: Bar): string {
  const t = useText('field')
  const formats = useFormats()
  return t('board.bar', {
    number: visit.number,
    site: visit.siteName ?? visit.customerName ?? '',
    subject: visit.subject,
    time: formats.timeRange(startsAt, endsAt),
    state: look === 'late' ? t('board.lateBy', { duration: formats.duration(lateSeconds) }) : t(`look.${look}`),
  })
}
