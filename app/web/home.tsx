import { useEffect } from 'react'
import { useGo, useMay, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { offeredRoutes, useFaces, type Face } from '#kit/slots'
import { EmptyState } from '#kit/ui'

/** Whose day begins elsewhere than at the control centre, which is the first face. */
const DAY_BEGINS_AT: Readonly<Record<string, string>> = {
  agent: 'conversation',
  dispatcher: 'field',
  technician: 'field',
  finance: 'subscription',
}

/** The bare address leads to where the person's day begins, else to the first page that they may open. */
export function Home() {
  const t = useText('app')
  const go = useGo()
  const may = useMay()
  const faces = useFaces()
  const own = useSession().roles.flatMap((role) => DAY_BEGINS_AT[role] ?? [])
  const inOrder = faces.toSorted((a, b) => Number(own.includes(b.face)) - Number(own.includes(a.face)))
  const first = inOrder.map((face) => homeOf(face, may)).find((path) => path !== undefined)
  useEffect(() => {
    if (first) go(first)
  }, [first, go])
  return first ? null : <EmptyState title={t('noPages')} />
}

/** Where a face begins for somebody with these permissions. */
export function homeOf(face: Face, may: (permission: string) => boolean): string | undefined {
  return offeredRoutes(face, may)[0]?.path
}
