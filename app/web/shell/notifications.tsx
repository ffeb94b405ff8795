import { Drawer } from 'antd'
import { rowsOf, type Rows } from '#kit/data'
import { useText, type InstantValue } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListEnd, ListSkeleton, RelativeTime } from '#kit/ui'

/** Something that was told to me: what, since when, where it leads. */
export interface Notification {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly at: InstantValue
  readonly path?: string
  readonly read: boolean
}

export interface Notifications {
  readonly rows: Rows<Notification>
  readonly unread: number
  readonly onRead: (notification: Notification) => void
}

const none: Notifications = { rows: rowsOf<Notification>([]), unread: 0, onRead: () => {} }

export function useNotifications(): Notifications {
  return none
}

export interface NotificationDrawerProps extends Notifications {
  readonly open: boolean
  readonly onClose: () => void
}

/** The bell's drawer. Opening an entry marks it as read. */
export function NotificationDrawer({ open, onClose, rows, onRead }: NotificationDrawerProps) {
  const t = useText('app')
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement="left"
      size={380}
      title={t('notifications.title')}
      classNames={{ body: 'inspector-drawer' }}
    >
      <NotificationList rows={rows} onRead={onRead} />
    </Drawer>
  )
}

function NotificationList({ rows, onRead }: Pick<Notifications, 'rows' | 'onRead'>) {
  const t = useText('app')
  if (rows.loading) return <ListSkeleton />
  if (rows.error && rows.items.length === 0) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  if (rows.items.length === 0) return <EmptyState title={t('notifications.empty')} />
  return (
    <ul className="notifications">
      {rows.items.map((notification) => (
        <li key={notification.id}>
          <button type="button" className="context-row unmarked" onClick={() => onRead(notification)}>
            <span className="context-words">
              <span className={notification.read ? 'context-title' : 'context-title unread'}>{notification.title}</span>
              {notification.detail && <span className="context-detail s t2 cut">{notification.detail}</span>}
            </span>
            <span className="context-end s t3">
              <RelativeTime at={notification.at} />
            </span>
          </button>
        </li>
      ))}
      <ListEnd rows={rows} />
    </ul>
  )
}
