import { Button } from 'antd'
import { useCommand, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import { Card, ListEnd, RelativeTime, toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

/** What a platform delivered and nobody could read, as it came. */
export function UnreadableList() {
  const t = useText('conversation')
  const rows = useRows(conversationApi.pages('listUnreadable'))
  const refetch = [conversationApi.key('listUnreadable'), conversationApi.key('listChannels')]
  const dismiss = useCommand(conversationApi, 'dismissUnreadable', { refetch })
  const replay = useCommand(conversationApi, 'replayUnreadable', { refetch })
  const readAgain = (id: string) =>
    replay.mutate(
      { params: { id } },
      {
        onSuccess: ({ outcome }) => toast({ text: t(`unreadable.${outcome}`) }),
        onError: ({ message }) => toast({ text: message }),
      },
    )
  const putAside = (id: string) =>
    dismiss.mutate({ params: { id } }, { onSuccess: () => toast({ text: t('unreadable.dismissed') }) })
  return (
    <Card title={t('unreadable.title')}>
      {!rows.loading && rows.items.length === 0 && <p className="in t3">{t('unreadable.none')}</p>}
      {rows.items.map(({ unreadableId, channelName, reason, body, receivedAt }) => (
        <article key={unreadableId} className="sec">
          <p className="row">
            <b className="cut">{channelName}</b>
            <span className="t2 cut">{t(`unreadable.reason.${nameOf(reason)}`, reason)}</span>
            <span className="s t3 right">
              <RelativeTime at={receivedAt} />
            </span>
            <Button size="small" onClick={() => readAgain(unreadableId)}>
              {t('unreadable.again')}
            </Button>
            <Button size="small" onClick={() => putAside(unreadableId)}>
              {t('unreadable.done')}
            </Button>
          </p>
          <pre className="unreadable mono s">{body}</pre>
        </article>
      ))}
      {rows.hasMore && <ListEnd rows={rows} />}
    </Card>
  )
}

/** What lies behind a colon is the program's own words. */
function nameOf(reason: string): string {
  return reason.split(/[:.]/)[0] ?? reason
}
