import { ChevronRight } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'

/** Where a thing stands: `Incidents › My team › INC-20418`; the last is the thing itself. */
export function Crumbs({ items }: { items: readonly ReactNode[] }) {
  return (
    <span className="crumbs">
      {items.map((item, index) => {
        const last = index === items.length - 1
        return (
          <Fragment key={index}>
            {last ? <b className="n nb">{item}</b> : <span className="wide nb">{item}</span>}
            {!last && <ChevronRight aria-hidden className="wide" size={14} strokeWidth={1.75} />}
          </Fragment>
        )
      })}
    </span>
  )
}
