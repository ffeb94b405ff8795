import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import type { z } from 'zod'
import { notifyContract } from '#engine/notify/contract'
import { apiOf, useCommand, useGo, useLive, useRows, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListEnd, ListSkeleton, RelativeTime } from '#kit/ui'

const notifyApi = apiOf('notify', notifyContract)

type Notification = z.infer<typeof notifyContract.listNotifications.out>['items'][number]

/** How many of my notifications are unread; the bell counts again when one is made or read anywhere. */
export function useUnread(): number {
  const { user } = useSession()
  useLive([`user:${user.id}`], { refetch: [notifyApi.key()] })
  return useQuery(notifyApi.query('countUnread')).data?.count ?? 0
}

/** The bell's drawer. Opening an entry marks it as read and goes where it leads. */
export function NotificationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('app')
  const readAll = useCommand(notifyApi, 'markAllRead', { refetch: [notifyApi.key()] })
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement="left"
      size={380}
      title={t('notifications.title')}
      extra={
        <Button type="text" onClick={() => readAll.mutate({})}>
          {t('notifications.readAll')}
        </Button>
      }
      classNames={{ body: 'inspector-drawer' }}
      destroyOnHidden
    >
      <NotificationList onClose={onClose} />
    </Drawer>
  )
}

function NotificationList({ onClose }: { onClose: () => void }) {
  const t = useText('app')
  const go = useGo()
  const rows = useRows(notifyApi.pages('listNotifications', { query: {} }))
  const read = useCommand(notifyApi, 'markRead', { refetch: [notifyApi.key()] })
  const follow = ({ id, link, readAt }: Notification) => {
    if (!readAt) read.mutate({ params: { id } })
    if (!link) return
    onClose()
    go(link)
  }
  if (rows.loading) return <ListSkeleton />
  if (rows.error && rows.items.length === 0) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  if (rows.items.length === 0) return <EmptyState title={t('notifications.empty')} />
  return (
    <ul className="notifications scroll">
      {rows.items.map((notification) => (
        <NotificationRow key={notification.id} notification={notification} onFollow={() => follow(notification)} />
      ))}
      <ListEnd rows={rows} />
    </ul>
  )
}

function NotificationRow({ notification, onFollow }: { notification: Notification; onFollow: () => void }) {
  const { title, body, createdAt, readAt } = notification
  return (
    <li>
      <button type="button" className="context-row unmarked" onClick={onFollow}>
        <span className="context-words">
          <span className={readAt ? 'notification-title' : 'notification-title unread'}>{title}</span>
          <span className="notification-body s t2">{body}</span>
        </span>
        <span className="context-end s t3">
          <RelativeTime at={createdAt} />
        </span>
      </button>
    </li>
  )
}
