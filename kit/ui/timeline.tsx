import type { LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useText, type InstantValue } from '#kit/i18n'
import type { Tone } from './chip.tsx'
import { TimeStamp } from './figures.tsx'

export interface TimelineEntry {
  readonly id: string
  readonly at: InstantValue
  readonly icon: LucideIcon
  readonly tone?: Tone
  /** One line: the actor bold, objects as links. */
  readonly title: ReactNode
  /** What was said or shown, in a box below. */
  readonly body?: ReactNode
  /** Written by the system; several in a row fold into one. */
  readonly system?: boolean
}

/** What happened, newest first. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {foldSystem(entries).map((run) =>
        run.length > 1 ? <FoldedEntries key={run[0]!.id} entries={run} /> : <Entry key={run[0]!.id} entry={run[0]!} />,
      )}
    </ol>
  )
}

/** Three and more system entries in a row are one run; fewer are shown as they are. */
export function foldSystem(entries: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const runs: TimelineEntry[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (entry.system && last?.[0]?.system) last.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run) => (run.length >= 3 ? [run] : run.map((entry) => [entry])))
}

function FoldedEntries({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useText('kit')
  const [open, setOpen] = useState(false)
  if (open) return entries.map((entry) => <Entry key={entry.id} entry={entry} />)
  const newest = entries[0]!
  const words = (
    <button type="button" className="link-button" aria-expanded={false} onClick={() => setOpen(true)}>
      {t('timeline.folded', { count: entries.length })}
    </button>
  )
  return <Entry entry={{ ...newest, title: words, body: undefined }} />
}

function Entry({ entry: { icon: Icon, tone = 'neutral', title, body, at } }: { entry: TimelineEntry }) {
  return (
    <li className="timeline-entry">
      <span className={`timeline-dot ${tone}`}>
        <Icon aria-hidden size={13} strokeWidth={1.75} />
      </span>
      <div className="timeline-words">
        <div className="timeline-title">{title}</div>
        {body && <div className="timeline-body">{body}</div>}
      </div>
      <span className="timeline-time">
        <TimeStamp at={at} />
      </span>
    </li>
  )
}
