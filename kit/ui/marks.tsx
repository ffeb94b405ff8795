import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { Chip, type Tone } from './chip.tsx'
import { Shape, type ShapeName } from './shapes.tsx'

export type StatusShape = 'new' | 'open' | 'half' | 'most' | 'hold' | 'done' | 'late'

const STATUS_TONES: Readonly<Record<StatusShape, Tone>> = {
  new: 'neutral',
  open: 'neutral',
  half: 'accent',
  most: 'accent',
  hold: 'neutral',
  done: 'ok',
  late: 'bad',
}

export interface StatusMarkProps {
  readonly shape: StatusShape
  /** The word of the domain; without it the general word of the shape. */
  readonly children?: ReactNode
  readonly tone?: Tone
  /** `chip` beside a title, `plain` in a table. */
  readonly form?: 'chip' | 'plain' | 'outlined'
}

/** A state: its shape, its word, its colour last. */
export function StatusMark({ shape, children, tone = STATUS_TONES[shape], form = 'chip' }: StatusMarkProps) {
  const t = useText('kit')
  const word = children ?? t(`status.${shape}`)
  if (form === 'plain') return <PlainMark shape={shape} tone={tone} word={word} />
  const tinted = tone === 'ok' || tone === 'bad' || tone === 'warn' ? tone : 'neutral'
  return (
    <Chip shape={shape} tone={form === 'outlined' ? 'neutral' : tinted} shapeTone={tone} outlined={form === 'outlined'}>
      {word}
    </Chip>
  )
}

export type SeverityLevel = 1 | 2 | 3 | 4

const SEVERITY_TONES: Readonly<Record<SeverityLevel, Tone>> = { 1: 'bad', 2: 'warn', 3: 'neutral', 4: 'neutral' }

export interface SeverityMarkProps {
  readonly level: SeverityLevel
  /** `mark` alone only in a column that is headed "Severity"; its word is then spoken. */
  readonly form?: 'chip' | 'plain' | 'mark'
}

/** `P2 High`. */
export function SeverityMark({ level, form = 'chip' }: SeverityMarkProps) {
  const t = useText('kit')
  const shape: ShapeName = `p${level}`
  const tone = SEVERITY_TONES[level]
  const word = `P${level} ${t(`severity.p${level}`)}`
  if (form === 'plain') return <PlainMark shape={shape} tone={tone} word={word} />
  if (form === 'chip') {
    return (
      <Chip shape={shape} shapeTone={tone}>
        {word}
      </Chip>
    )
  }
  return (
    <span className={`mark ${tone}`} title={word}>
      <Shape name={shape} label={word} />
    </span>
  )
}

function PlainMark({ shape, tone, word }: { shape: ShapeName; tone: Tone; word: ReactNode }) {
  return (
    <span className="mark-word">
      <span className={`mark ${tone}`}>
        <Shape name={shape} size={14} />
      </span>
      {word}
    </span>
  )
}
