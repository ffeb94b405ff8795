import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { Ellipsis, LogOut, Search } from 'lucide-react'
import { useState } from 'react'
import { useMay, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { useFaces, type Face } from '#kit/slots'
import { Avatar } from '#kit/ui'
import { homeOf } from '../home.tsx'
import { AppearanceSettings } from './appearance-menu.tsx'
import { Badge, useBadgeOf, type RailProps } from './rail.tsx'
import { useSignOut } from './self-menu.tsx'

const SHOWN = 3

/** The rail on a phone: three faces and everything else. */
export function BottomBar({ here, unread, onOpen }: RailProps) {
  const t = useText('app')
  const may = useMay()
  const [more, setMore] = useState(false)
  const faces = useFaces().filter((face) => face.place !== 'none' && homeOf(face, may))
  const current = faces.findIndex(({ face }) => face === here)
  // The face on which the person stands is always among those shown.
  const shown = current >= SHOWN ? [...faces.slice(0, SHOWN - 1), faces[current]!] : faces.slice(0, SHOWN)
  return (
    <nav className="bottom-bar" aria-label={t('rail.label')}>
      {shown.map((face) => (
        <BottomFace key={face.face} face={face} on={face.face === here} />
      ))}
      <button type="button" className="bottom-item" aria-expanded={more} onClick={() => setMore(true)}>
        <Ellipsis aria-hidden size={20} strokeWidth={1.75} />
        <Badge count={unread} />
        {t('rail.more')}
      </button>
      <MoreDrawer open={more} faces={faces} onClose={() => setMore(false)} onOpen={onOpen} />
    </nav>
  )
}

function BottomFace({ face, on }: { face: Face; on: boolean }) {
  const t = useText('app')
  const may = useMay()
  const badge = useBadgeOf(face)
  return (
    <Link to={homeOf(face, may) ?? '/'} className="bottom-item" aria-current={on ? 'page' : undefined}>
      <face.icon aria-hidden size={20} strokeWidth={1.75} />
      <Badge count={badge} />
      {t(face.labelKey)}
    </Link>
  )
}

interface MoreDrawerProps {
  readonly open: boolean
  readonly faces: readonly Face[]
  readonly onClose: () => void
  readonly onOpen: RailProps['onOpen']
}

function MoreDrawer({ open, faces, onClose, onOpen }: MoreDrawerProps) {
  const t = useText('app')
  const may = useMay()
  const { user, tenant } = useSession()
  const signOut = useSignOut()
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement="bottom"
      size="80%"
      title={
        <span className="row">
          <Avatar name={user.name} size={32} /> {user.name} · {tenant.name}
        </span>
      }
    >
      <div className="more-faces">
        {faces.map((face) => (
          <Link key={face.face} to={homeOf(face, may) ?? '/'} className="more-face" onClick={onClose}>
            <face.icon aria-hidden size={20} strokeWidth={1.75} /> {t(face.labelKey)}
          </Link>
        ))}
      </div>
      <div className="col">
        <Button
          size="large"
          icon={<Search aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => {
            onClose()
            onOpen('palette')
          }}
        >
          {t('palette.title')}
        </Button>
        <AppearanceSettings />
        <Button size="large" icon={<LogOut aria-hidden size={16} strokeWidth={1.75} />} onClick={() => void signOut()}>
          {t('self.signOut')}
        </Button>
      </div>
    </Drawer>
  )
}
