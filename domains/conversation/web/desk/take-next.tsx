import { Button } from 'antd'
import { useCommand, useGo, useNow } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { Shortcut, toast } from '#kit/ui'
import { conversationApi, type InboxItem } from '../api.ts'
import { nameOf } from '../words.ts'
import type { Inbox } from './use-inbox.ts'

/** How many wait, how long the first one has, and the button that takes him. */
export function TakeNext({ inbox }: { inbox: Inbox }) {
  const t = useText('conversation')
  const { duration } = useFormats()
  const go = useGo()
  const now = useNow('second')
  const command = useCommand(conversationApi, 'takeNext', { refetch: [conversationApi.key()] })
  const take = () =>
    command.mutate(undefined, {
      onSuccess: ({ conversationId }) => go(`/conversation/${conversationId}`),
      onError: ({ message }) => toast({ text: message }),
    })
  useKeys([{ keys: 'N', titleKey: 'conversation:queue.takeNext', group: 'screen', run: take }])
  const { counts, waiting, me } = inbox
  if (!counts) return null
  const since = epochMs(counts.longestWaitSince)
  return (
    <div className="take-next">
      <div className="row">
        <b>{t('queue.waiting', { count: counts.queue })}</b>
        {since !== undefined && counts.queue > 0 && (
          <span className="s t2 n right nb">
            {t('queue.longest', { time: duration(Math.max(0, Math.round((now - since) / 1000))) })}
          </span>
        )}
      </div>
      {counts.queue > 0 && me && (
        <div className="row">
          <Button type="primary" className="grow" loading={command.isPending} onClick={take}>
            {t('queue.takeNext')} <Shortcut keys="N" />
          </Button>
          {waiting[0] && <span className="s t2 cut">{nameOf(t, waiting[0])}</span>}
        </div>
      )}
    </div>
  )
}

/** A conversation that is mine for some seconds, unless I leave it to the next one. */
export function Offer({ item }: { item: InboxItem }) {
  const t = useText('conversation')
  const { duration } = useFormats()
  const go = useGo()
  const now = useNow('second')
  const options = { refetch: [conversationApi.key()] }
  const open = () => go(`/conversation/${item.conversationId}`)
  // The offer is gone from the list, and this with it, before the answer has come.
  const accept = useCommand(conversationApi, 'acceptOffer', { ...options, onDone: open })
  const decline = useCommand(conversationApi, 'declineOffer', options)
  const params = { id: item.conversationId }
  const left = Math.max(0, Math.round(((epochMs(item.offerExpiresAt) ?? now) - now) / 1000))
  const say = { onError: ({ message }: Error) => toast({ text: message }) }
  return (
    <div className="take-next offer" role="status">
      <div className="row">
        <b className="cut">{t('offer.title', { name: nameOf(t, item) })}</b>
        <span className="s t2 n right">{duration(left)}</span>
      </div>
      <p className="s t2 cut">{item.lastText}</p>
      <div className="row">
        <Button
          type="primary"
          className="grow"
          loading={accept.isPending}
          onClick={() => accept.mutate({ params, body: {} }, say)}
        >
          {t('offer.accept')}
        </Button>
        <Button loading={decline.isPending} onClick={() => decline.mutate({ params, body: {} }, say)}>
          {t('offer.decline')}
        </Button>
      </div>
    </div>
  )
}
