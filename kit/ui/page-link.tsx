import type { ReactNode } from 'react'
import { useGo } from '#kit/data'

/** A link within the console; with Ctrl or ⌘ it opens a tab. */
export function PageLink({ path, children }: { path: string; children: ReactNode }) {
  const go = useGo()
  return (
    <a
      href={path}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        go(path)
      }}
    >
      {children}
    </a>
  )
}
