import type { ReactNode } from 'react'

/** Settings stand in one column of 640 px: labels above, help below, sections closed by a hairline. */
export function SettingsColumn({ children }: { children: ReactNode }) {
  return <div className="settings-column">{children}</div>
}
