import { useRouterState } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useGo, useMay } from '#kit/data'
import { faceAt, useFaces, useKeys, type KeyBinding } from '#kit/slots'
import { OfflineBar, useScreenWidth } from '#kit/ui'
import { homeOf } from '../home.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { CommandPalette } from './command-palette.tsx'
import { KeyHelp } from './key-help.tsx'
import { NotificationDrawer, useUnread } from './notifications.tsx'
import { Rail } from './rail.tsx'
import './shell.css'

export type Layer = 'palette' | 'keys' | 'notifications' | undefined

export interface ShellProps {
  /** What the bell counts; another count where nobody is signed in. */
  readonly useCount?: () => number
  readonly children: ReactNode
}

/** The frame of the console: the rail at the left (below on a phone), one page, and what opens over it. */
export function Shell({ useCount = useUnread, children }: ShellProps) {
  const [layer, setLayer] = useState<Layer>()
  const phone = useScreenWidth() === 'phone'
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const unread = useCount()
  const here = faceAt(pathname)?.face
  const close = () => setLayer(undefined)
  useGoToKeys()
  useKeys([
    { keys: 'Mod K', titleKey: 'app:palette.title', group: 'everywhere', run: () => setLayer('palette') },
    { keys: '?', titleKey: 'kit:keys.title', group: 'everywhere', run: () => setLayer('keys') },
  ])
  return (
    <div className="console">
      <OfflineBar />
      <div className="console-body">
        {!phone && <Rail here={here} unread={unread} onOpen={setLayer} />}
        <div className="console-page">{children}</div>
      </div>
      {phone && <BottomBar here={here} unread={unread} onOpen={setLayer} />}
      <CommandPalette open={layer === 'palette'} onClose={close} />
      <KeyHelp open={layer === 'keys'} onClose={close} />
      <NotificationDrawer open={layer === 'notifications'} onClose={close} />
    </div>
  )
}

/** `G D` and its like, from the shortcuts that the faces name. */
function useGoToKeys(): void {
  const go = useGo()
  const may = useMay()
  const bindings = useFaces().flatMap((face): KeyBinding[] => {
    const home = homeOf(face, may)
    if (!face.shortcut || !home) return []
    return [{ keys: face.shortcut, titleKey: face.labelKey, group: 'go', run: () => go(home) }]
  })
  useKeys(bindings)
}
