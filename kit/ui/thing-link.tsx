import type { ReactNode } from 'react'
import { useMay } from '#kit/data'
import { useThingPage } from '#kit/slots'
import { PageLink } from './page-link.tsx'

export interface ThingLinkProps {
  readonly kind: string
  readonly id: string | null | undefined
  /** Its name, as the page shows it. */
  readonly children: ReactNode
}

/** A name that leads to the page of what it names; plain where there is no such page, or not for this person. */
export function ThingLink({ kind, id, children }: ThingLinkProps) {
  const may = useMay()
  const page = useThingPage(kind)
  if (!id || !page || (page.may && !may(page.may))) return children
  return <PageLink path={page.pathOf(id)}>{children}</PageLink>
}
