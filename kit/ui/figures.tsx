import type { ReactNode } from 'react'
import { useNow } from '#kit/data'
import { formatDuration, useFormats, useLocale, type InstantValue, type MoneyValue } from '#kit/i18n'

/** `¥44,806.00`, right-aligned by the column it stands in. */
export function Money({ value, signed = false }: { value: MoneyValue | null | undefined; signed?: boolean }) {
  return <span className="n">{useFormats().money(value, { signed })}</span>
}

/** `1 h 10 min` */
export function Duration({ seconds }: { seconds: number | null | undefined }) {
  return <span className="n">{formatDuration(useLocale(), seconds)}</span>
}

/** `3 min ago`, `10:24`, `18 Nov 10:24`; the full time in the tooltip. It keeps itself true. */
export function RelativeTime({ at, zone }: { at: InstantValue; zone?: string }) {
  const formats = useFormats(zone)
  const now = useNow('minute')
  return <TimeText at={at} iso={formats.iso(at)} text={formats.relative(at, now)} />
}

/** `10:24` today, `18 Nov 10:24` before: for histories, where times are compared. */
export function TimeStamp({ at, zone }: { at: InstantValue; zone?: string }) {
  const formats = useFormats(zone)
  const now = useNow('minute')
  return <TimeText at={at} iso={formats.iso(at)} text={formats.stamp(at, now)} />
}

/** `20 Nov 2026` */
export function DateText({ at, zone }: { at: InstantValue; zone?: string }) {
  const formats = useFormats(zone)
  return <TimeText at={at} iso={formats.iso(at)} text={formats.date(at)} />
}

/** `18 Nov 10:24` */
export function MomentText({ at, zone }: { at: InstantValue; zone?: string }) {
  const formats = useFormats(zone)
  return <TimeText at={at} iso={formats.iso(at)} text={formats.moment(at)} />
}

function TimeText({ at, iso, text }: { at: InstantValue; iso: string; text: string }) {
  return at ? (
    <time className="n nb" dateTime={iso} title={iso}>
      {text}
    </time>
  ) : (
    <span className="t3">{text}</span>
  )
}

export interface FigureTileProps {
  readonly label: ReactNode
  readonly value: ReactNode
  /** Beside the figure, in grey: `%`, `/ 41`. */
  readonly unit?: ReactNode
  /** Below it: how it is meant, against what it is measured. */
  readonly children?: ReactNode
}

/** A figure for the wall, read from four metres. */
export function FigureTile({ label, value, unit, children }: FigureTileProps) {
  return (
    <section className="figure-tile">
      <h3>{label}</h3>
      <p className="figure n">
        {value} {unit && <span className="unit">{unit}</span>}
      </p>
      <div className="s t2 figure-note">{children}</div>
    </section>
  )
}
