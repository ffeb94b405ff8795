import { useFormats } from '#kit/i18n'
import type { Tone } from './chip.tsx'

export interface MeterProps {
  /** 0 to 1; more is drawn full. */
  readonly share: number
  readonly label: string
  readonly tone?: Exclude<Tone, 'neutral'>
}

/** A share as a bar; the figure itself stands beside it in words. */
export function Meter({ share, label, tone = 'accent' }: MeterProps) {
  const { percent } = useFormats()
  const width = Math.min(1, Math.max(0, share))
  return (
    <div
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuenow={Math.round(width * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={percent(share)}
    >
      <i className={tone} style={{ width: `${width * 100}%` }} />
    </div>
  )
}
