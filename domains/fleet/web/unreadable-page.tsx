import { Button } from 'antd'
import { MailQuestion } from 'lucide-react'
import { useCommand, useGo, useMay, useRows } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListEnd, ListSkeleton, PageTitle, Pane, Panes, RelativeTime, toast } from '#kit/ui'
import { fleetApi, type UnreadableMessage } from './api.ts'
import './fleet.css'

/** What devices sent and nobody could read, as it came. */
export function UnreadablePage() {
  const t = useText('fleet')
  const rows = useRows(fleetApi.pages('listUnreadable'))
  return (
    <Panes>
      <Pane bar={<PageTitle />}>
        {rows.loading && <ListSkeleton />}
        {rows.error && rows.items.length === 0 && <ErrorNotice error={rows.error} onRetry={rows.retry} />}
        {!rows.loading && !rows.error && rows.items.length === 0 && (
          <EmptyState icon={MailQuestion} title={t('unreadable.empty')} hint={t('unreadable.emptyHint')} />
        )}
        {rows.items.map((message) => (
          <Message key={message.unreadableId} message={message} />
        ))}
        <ListEnd rows={rows} />
      </Pane>
    </Panes>
  )
}

function Message({ message }: { message: UnreadableMessage }) {
  const t = useText('fleet')
  const { bytes: bytesOf } = useFormats()
  const go = useGo()
  const mayDismiss = useMay()('fleet.unreadable.dismiss')
  const dismiss = useCommand(fleetApi, 'dismissUnreadable', { refetch: [fleetApi.key('listUnreadable')] })
  const { unreadableId, deviceId, serial, deviceName, topic, reason, body, bytes, receivedAt } = message
  const device = `/fleet/devices/${deviceId}`
  const putAside = () =>
    dismiss.mutate({ params: { id: unreadableId } }, { onSuccess: () => toast({ text: t('unreadable.dismissed') }) })
  return (
    <article className="sec unreadable-message">
      <p className="row">
        <a className="mono" href={device} onClick={(event) => (event.preventDefault(), go(device))}>
          {serial}
        </a>
        <span className="t2 cut">{deviceName}</span>
        <span className="s t3 right">
          <RelativeTime at={receivedAt} />
        </span>
        {mayDismiss && (
          <Button size="small" loading={dismiss.isPending} onClick={putAside}>
            {t('unreadable.dismiss')}
          </Button>
        )}
      </p>
      <p>
        <b>{reason}</b>{' '}
        <span className="s t2">
          <span className="mono">{topic}</span> · {t('unreadable.bytes', { size: bytesOf(bytes) })}
        </span>
      </p>
      <pre className="mono s unreadable-body">{body}</pre>
      {dismiss.error && <ErrorNotice error={dismiss.error} onRetry={putAside} />}
    </article>
  )
}
