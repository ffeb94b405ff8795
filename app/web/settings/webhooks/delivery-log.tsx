import { Button } from 'antd'
import { Send } from 'lucide-react'
import { useCommand, useMay, useQuery, useRows, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  ErrorNotice,
  ListSkeleton,
  RecordDrawer,
  RelativeTime,
  Section,
  StatusMark,
  TimeStamp,
  toast,
  type Column,
} from '#kit/ui'
import { webhooksApi, type WebhookDelivery } from '../api.ts'
import { JsonText } from '../operations/json-text.tsx'

const SHAPES = { waiting: 'half', delivered: 'done', failed: 'late' } as const

/** What was sent to one endpoint, newest first. */
export function DeliveryLog({ endpointId }: { endpointId: string }) {
  const t = useText('settings')
  const [open, setOpen] = useUrlValue('delivery')
  const rows = useRows(webhooksApi.pages('listWebhookDeliveries', { params: { id: endpointId }, query: {} }))
  const columns: readonly Column<WebhookDelivery>[] = [
    { key: 'state', title: t('users.state'), render: ({ state }) => <DeliveryState state={state} /> },
    {
      key: 'event',
      title: t('deliveries.event'),
      role: 'subject',
      render: ({ eventName }) => <span className="mono s">{eventName}</span>,
    },
    { key: 'attempts', title: t('deliveries.attempts'), align: 'right', render: ({ attempts }) => attempts },
    { key: 'at', title: t('mails.created'), role: 'end', render: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  ]
  return (
    <>
      <DataTable
        name="settings.webhook-deliveries"
        label={t('webhooks.tab.deliveries')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        selected={open || undefined}
        onOpen={({ id }) => setOpen(id)}
        arrangeable={false}
        empty={<EmptyState icon={Send} title={t('webhooks.nothingSent')} />}
      />
      {open && <DeliveryDrawer id={open} onClose={() => setOpen('')} />}
    </>
  )
}

function DeliveryState({ state }: { state: WebhookDelivery['state'] }) {
  const t = useText('settings')
  return (
    <StatusMark form="plain" shape={SHAPES[state]}>
      {t(`webhooks.states.${state}`)}
    </StatusMark>
  )
}

function DeliveryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText('settings')
  const may = useMay()
  const { unit } = useFormats()
  const { data, error } = useQuery(webhooksApi.query('readWebhookDelivery', { params: { id } }))
  const again = useCommand(webhooksApi, 'redeliverWebhook', { refetch: [webhooksApi.key()] })
  const send = () => again.mutate({ params: { id } }, { onSuccess: () => toast({ text: t('deliveries.replayed') }) })
  const button = may('engine.webhook.edit') && (
    <Button type="primary" loading={again.isPending} onClick={send}>
      {t('webhooks.redeliver')}
    </Button>
  )
  return (
    <RecordDrawer title={data?.eventName} acts={button} onClose={onClose}>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <ListSkeleton />}
      {data && <JsonText label={t('deliveries.data')} value={pretty(data.body)} />}
      {data?.log.map(({ at, status, durationMs, error: failure, response }) => (
        <Section
          key={at}
          title={<TimeStamp at={at} />}
          aside={<span className="n">{[status ?? '–', unit(durationMs, 'ms')].join(' · ')}</span>}
        >
          <p className="s t2">{failure ?? response}</p>
        </Section>
      ))}
    </RecordDrawer>
  )
}

function pretty(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
