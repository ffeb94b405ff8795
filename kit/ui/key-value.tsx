import { Fragment, type ReactNode } from 'react'

export interface KeyValueProps {
  readonly items: readonly (readonly [label: ReactNode, value: ReactNode] | false | null | undefined)[]
  readonly small?: boolean
}

/** Labels and values in two columns; entries that do not apply are left out with `condition && [...]`. */
export function KeyValue({ items, small = false }: KeyValueProps) {
  return (
    <dl className={small ? 'kv s' : 'kv'}>
      {items.map(
        (item, index) =>
          item && (
            <Fragment key={index}>
              <dt>{item[0]}</dt>
              <dd>{item[1]}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}
