import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface PageHeadingProps {
  readonly title: ReactNode
  /** Beside the title: the state of the thing. */
  readonly mark?: ReactNode
  /** One line of facts below it. */
  readonly children?: ReactNode
}

/** The title of the main pane: 20 px, then one line of facts. */
export function PageHeading({ title, mark, children }: PageHeadingProps) {
  return (
    <header className="page-heading">
      <div className="row">
        <h1>{title}</h1>
        {mark}
      </div>
      {children && <div className="facts-line">{children}</div>}
    </header>
  )
}

/** Labelled facts in one line below a heading: customer, term, billing. */
export function Facts({ items }: { items: readonly (readonly [label: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {items.map(([label, value], index) => (
        <div key={index}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface SectionProps {
  readonly title: ReactNode
  readonly icon?: LucideIcon
  /** At the right end of the title: a state or a link. */
  readonly aside?: ReactNode
  /** Tinted: a hint that offers an act. */
  readonly hint?: boolean
  readonly children?: ReactNode
}

/** A section of an inspector or a settings page, closed by a hairline. */
export function Section({ title, icon: Icon, aside, hint = false, children }: SectionProps) {
  return (
    <section className={hint ? 'sec hint' : 'sec'}>
      <h3>
        {Icon && <Icon aria-hidden className={hint ? 'accent' : 't3'} size={16} strokeWidth={1.75} />}
        <span className="cut">{title}</span>
        {aside && <span className="right">{aside}</span>}
      </h3>
      {children}
    </section>
  )
}

export interface CardProps {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A card is an object: a chart, a set of lines, a person. Never a card in a card. */
export function Card({ title, aside, children }: CardProps) {
  return (
    <section className="card">
      {title && (
        <header>
          <h3>{title}</h3>
          {aside && <span className="right row">{aside}</span>}
        </header>
      )}
      {children}
    </section>
  )
}
