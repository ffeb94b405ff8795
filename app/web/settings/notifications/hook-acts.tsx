import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, RelativeTime, Section, StatusMark, toast } from '#kit/ui'
import { hooksApi, type NotificationHook } from '../api.ts'
import { JsonText } from '../operations/json-text.tsx'
import { TestOutcome } from '../webhooks/test-outcome.tsx'

const SHAPES = { waiting: 'half', delivered: 'done', failed: 'late' } as const
const SHOWN = 20

/** Below the form of an address: a test, its end, and what was sent there. */
export function HookActs({ hook: { id }, onGone }: { hook: NotificationHook; onGone: () => void }) {
  const t = useText('settings')
  const input = { params: { id } }
  const refetch = { refetch: [hooksApi.key()] }
  const test = useCommand(hooksApi, 'testNotificationHook', refetch)
  const remove = useCommand(hooksApi, 'removeNotificationHook', refetch)
  const error = test.error ?? remove.error
  return (
    <>
      <div className="settings-acts">
        <Button loading={test.isPending} onClick={() => test.mutate(input)}>
          {t('webhooks.test')}
        </Button>
        <Popconfirm
          title={t('webhooks.removeAsk')}
          okText={t('webhooks.remove')}
          onConfirm={() => remove.mutate(input, { onSuccess: onGone })}
        >
          <Button danger loading={remove.isPending}>
            {t('webhooks.remove')}
          </Button>
        </Popconfirm>
      </div>
      {test.data && <TestOutcome {...test.data} />}
      {error && <ErrorNotice error={error} />}
      <div className="json-text">
        <HookLog id={id} />
      </div>
    </>
  )
}

function HookLog({ id }: { id: string }) {
  const t = useText('settings')
  const query = { params: { id }, query: { limit: SHOWN } }
  const { data, error, refetch } = useQuery(hooksApi.query('listNotificationHookDeliveries', query))
  const [open, setOpen] = useState<string>()
  return (
    <Section title={t('webhooks.tab.deliveries')}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="t2">{t('webhooks.nothingSent')}</p>}
      <ul className="hook-log">
        {data?.items.map(({ id: deliveryId, state, eventName, createdAt }) => (
          <li key={deliveryId}>
            <button
              type="button"
              className="hook-row"
              aria-expanded={open === deliveryId}
              onClick={() => setOpen(open === deliveryId ? undefined : deliveryId)}
            >
              <StatusMark form="plain" shape={SHAPES[state]}>
                {t(`webhooks.states.${state}`)}
              </StatusMark>
              <span className="mono s grow cut">{eventName}</span>
              <span className="s t2 nb">
                <RelativeTime at={createdAt} />
              </span>
            </button>
            {open === deliveryId && <Delivery id={deliveryId} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Delivery({ id }: { id: string }) {
  const t = useText('settings')
  const { data, error } = useQuery(hooksApi.query('readNotificationHookDelivery', { params: { id } }))
  const again = useCommand(hooksApi, 'redeliverNotification', { refetch: [hooksApi.key()] })
  const last = data?.log.at(-1)
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {last && (
        <p className="s t2">{[last.status, last.error ?? last.response].filter((part) => part !== null).join(' · ')}</p>
      )}
      {data && <JsonText label={t('deliveries.data')} value={data.body} />}
      <Button
        size="small"
        loading={again.isPending}
        onClick={() => again.mutate({ params: { id } }, { onSuccess: () => toast({ text: t('deliveries.replayed') }) })}
      >
        {t('webhooks.redeliver')}
      </Button>
    </>
  )
}
