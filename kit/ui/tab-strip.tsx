import type { KeyboardEvent, ReactNode } from 'react'
import { useFormats } from '#kit/i18n'

export interface TabItem {
  readonly key: string
  readonly label: ReactNode
  readonly count?: number
}

export interface TabStripProps {
  readonly label: string
  readonly tabs: readonly TabItem[]
  readonly value: string
  readonly onChange: (key: string) => void
}

/** Tabs over one pane; the chosen one belongs in the address: `const [tab, setTab] = useUrlValue('tab', 'all')`. */
export function TabStrip({ label, tabs, value, onChange }: TabStripProps) {
  const { number } = useFormats()
  function step(event: KeyboardEvent<HTMLDivElement>): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    const index = tabs.findIndex(({ key }) => key === value)
    const next = tabs[(index + by + tabs.length) % tabs.length]!
    onChange(next.key)
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map(({ key, label: word, count }) => (
        <button
          key={key}
          type="button"
          role="tab"
          data-key={key}
          aria-selected={key === value}
          tabIndex={key === value ? 0 : -1}
          onClick={() => onChange(key)}
        >
          {word}
          {count !== undefined && <span className="n"> {number(count)}</span>}
        </button>
      ))}
    </div>
  )
}
