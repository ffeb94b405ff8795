import { Link } from '@tanstack/react-router'
import { Popover } from 'antd'
import { Bell, Search, SunMoon, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { offeredRoutes, useFaces, type Face } from '#kit/slots'
import { Mark, Shortcut } from '#kit/ui'
import { AppearanceMenu } from './appearance-menu.tsx'
import { SelfMenu } from './self-menu.tsx'
import type { Layer } from './shell.tsx'

export interface RailProps {
  readonly here: string | undefined
  readonly unread: number
  readonly onOpen: (layer: Layer) => void
}

/** The faces of the product, top down; packs below a line; at the foot search, bell, settings, self. */
export function Rail({ here, unread, onOpen }: RailProps) {
  const t = useText('app')
  const faces = useFaces()
  const placed = (place: Face['place']) =>
    faces
      .filter((face) => (face.place ?? 'rail') === place)
      .map((face) => <RailFace key={face.face} face={face} on={face.face === here} />)
  const packs = placed('pack')
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <Link to="/" className="rail-mark" aria-label="Facet 万象">
        <Mark />
      </Link>
      <div className="rail-faces">
        {placed('rail')}
        {packs.length > 0 && <hr />}
        {packs}
      </div>
      {placed('foot')}
      <RailButton icon={Search} label={t('palette.title')} keys="Mod K" onClick={() => onOpen('palette')} />
      <RailButton icon={Bell} label={t('notifications.title')} badge={unread} onClick={() => onOpen('notifications')} />
      <AppearanceMenu>
        <button type="button" className="rail-item" aria-label={t('appearance.title')}>
          <SunMoon aria-hidden size={20} strokeWidth={1.75} />
        </button>
      </AppearanceMenu>
      <SelfMenu onOpen={onOpen} />
    </nav>
  )
}

function RailFace({ face, on }: { face: Face; on: boolean }) {
  const t = useText('app')
  const may = useMay()
  const badge = useBadgeOf(face)
  const pages = offeredRoutes(face, may)
  const home = pages[0]
  if (!home) return null
  const label = t(face.labelKey)
  const spoken = badge ? t('rail.waiting', { face: label, count: badge }) : label
  return (
    <Popover placement="rightTop" arrow={false} mouseEnterDelay={0.4} content={<FacePages face={face} label={label} />}>
      <Link to={home.path} className="rail-item" aria-label={spoken} aria-current={on ? 'page' : undefined}>
        <face.icon aria-hidden size={20} strokeWidth={1.75} />
        <Badge count={badge} />
      </Link>
    </Popover>
  )
}

/** The pages behind a face, for the mouse; keys and the palette reach the same. */
function FacePages({ face, label }: { face: Face; label: string }) {
  const t = useText('app')
  const may = useMay()
  const pages = offeredRoutes(face, may)
  return (
    <div className="face-pages">
      <p className="row">
        <b>{label}</b>
        {face.shortcut && (
          <span className="right">
            <Shortcut keys={face.shortcut} />
          </span>
        )}
      </p>
      {pages.length > 1 &&
        pages.map(({ path, titleKey }) => (
          <Link key={path} to={path} className="face-page">
            {t(titleKey)}
          </Link>
        ))}
    </div>
  )
}

interface RailButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly keys?: string
  readonly badge?: number
  readonly onClick: () => void
}

function RailButton({ icon: Icon, label, keys, badge, onClick }: RailButtonProps) {
  const tip: ReactNode = (
    <span className="row">
      {label} {keys && <Shortcut keys={keys} />}
    </span>
  )
  return (
    <Popover placement="right" arrow={false} mouseEnterDelay={0.4} content={tip}>
      <button type="button" className="rail-item" aria-label={badge ? `${label} ${badge}` : label} onClick={onClick}>
        <Icon aria-hidden size={20} strokeWidth={1.75} />
        <Badge count={badge} />
      </button>
    </Popover>
  )
}

export function Badge({ count }: { count: number | undefined }) {
  if (!count) return null
  return <span className="rail-badge n">{count > 99 ? '99+' : count}</span>
}

const noBadge = (): undefined => undefined

/** A face keeps its badge hook for its whole life, so the order of hooks is fixed. */
export function useBadgeOf(face: Face): number | undefined {
  const useBadge = face.useBadge ?? noBadge
  return useBadge()
}
