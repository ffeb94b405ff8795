import { useEffect } from 'react'
import { useGo, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { offeredRoutes, useFaces, type Face } from '#kit/slots'
import { EmptyState } from '#kit/ui'

/** The bare address leads to the first page that the person may open. */
export function Home() {
  const t = useText('app')
  const go = useGo()
  const may = useMay()
  const faces = useFaces()
  const first = faces.map((face) => homeOf(face, may)).find((path) => path !== undefined)
  useEffect(() => {
    if (first) go(first)
  }, [first, go])
  return first ? null : <EmptyState title={t('noPages')} />
}

/** Where a face begins for somebody with these permissions. */
export function homeOf(face: Face, may: (permission: string) => boolean): string | undefined {
  return offeredRoutes(face, may)[0]?.path
}
