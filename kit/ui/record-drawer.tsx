import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useScreenWidth } from './screen.ts'

export interface RecordDrawerProps {
  readonly title: ReactNode
  readonly onClose: () => void
  /** What can be done with it, at the foot. */
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** One record beside its list, to be read; the whole screen on a phone. What is edited stands in a `FormDrawer`. */
export function RecordDrawer({ title, onClose, acts, children }: RecordDrawerProps) {
  const phone = useScreenWidth() === 'phone'
  return (
    <Drawer open onClose={onClose} size={phone ? '100%' : 480} title={title} footer={acts}>
      {children}
    </Drawer>
  )
}
