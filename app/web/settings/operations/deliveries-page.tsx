import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useCommand, useMay, useRows, useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  EmptyState,
  ErrorNotice,
  KeyValue,
  ListPage,
  RecordDrawer,
  RelativeTime,
  StatusMark,
  TimeStamp,
  toast,
  useFilters,
  type Column,
} from '#kit/ui'
import { eventsApi, type ParkedDelivery } from '../api.ts'
import { DiscardDelivery } from './discard-delivery.tsx'
import { JsonText } from './json-text.tsx'

const keyOf = ({ subscriber, seq }: ParkedDelivery): string => `${subscriber}:${seq}`

/** Events that a part of Facet could not take: those given up wait here for somebody to mend the cause and replay. */
export function DeliveriesPage() {
  const t = useText('settings')
  const [open, setOpen] = useUrlValue('delivery')
  const filters = useFilters([
    {
      name: 'dead',
      label: t('users.state'),
      options: ['true', 'false'].map((value) => ({ value, label: t(`deliveries.dead.${value}`) })),
    },
  ])
  const dead = filters.values['dead']
  const rows = useRows(eventsApi.pages('listParkedDeliveries', { query: { ...(dead && { dead }) } as object }))
  const chosen = rows.items.find((row) => keyOf(row) === open)
  return (
    <ListPage
      name="settings.deliveries"
      label={t('deliveries.title')}
      rows={rows}
      columns={useDeliveryColumns()}
      rowKey={keyOf}
      selected={chosen && keyOf(chosen)}
      filters={filters}
      onOpen={(row) => setOpen(keyOf(row))}
      empty={<EmptyState icon={CircleCheck} title={t('deliveries.empty')} hint={t('deliveries.emptyHint')} />}
    >
      {chosen && <DeliveryDrawer key={open} delivery={chosen} onClose={() => setOpen('')} />}
    </ListPage>
  )
}

function DeliveryState({ dead }: { dead: boolean }) {
  const t = useText('settings')
  return (
    <StatusMark form="plain" shape={dead ? 'late' : 'half'}>
      {t(`deliveries.dead.${dead}`)}
    </StatusMark>
  )
}

function useDeliveryColumns(): readonly Column<ParkedDelivery>[] {
  const t = useText('settings')
  return useMemo<readonly Column<ParkedDelivery>[]>(
    () => [
      { key: 'state', title: t('users.state'), render: ({ dead }) => <DeliveryState dead={dead} /> },
      {
        key: 'event',
        title: t('deliveries.event'),
        render: ({ eventName }) => <span className="mono s">{eventName}</span>,
      },
      {
        key: 'error',
        title: t('deliveries.error'),
        role: 'subject',
        render: ({ error }) => error ?? t('deliveries.behind'),
      },
      { key: 'subscriber', title: t('deliveries.subscriber'), render: ({ subscriber }) => subscriber },
      {
        key: 'attempts',
        title: t('deliveries.attempts'),
        align: 'right',
        wideOnly: true,
        render: ({ attempts }) => attempts,
      },
      {
        key: 'at',
        title: t('deliveries.occurred'),
        role: 'end',
        render: ({ occurredAt }) => <RelativeTime at={occurredAt} />,
      },
    ],
    [t],
  )
}

function DeliveryDrawer({ delivery, onClose }: { delivery: ParkedDelivery; onClose: () => void }) {
  const t = useText('settings')
  const may = useMay()
  const { subscriber, seq, eventName, aggregate, attempts, nextAttemptAt, dead, error, data } = delivery
  const replay = useCommand(eventsApi, 'replayParkedDelivery', { refetch: [eventsApi.key('listParkedDeliveries')] })
  const send = () =>
    replay.mutate({ body: { subscriber, seq } }, { onSuccess: () => toast({ text: t('deliveries.replayed') }) })
  const acts = (
    <div className="row">
      {may('engine.event.replay') && (
        <Button type="primary" loading={replay.isPending} onClick={send}>
          {t('deliveries.replay')}
        </Button>
      )}
      {dead && may('engine.event.discard') && <DiscardDelivery delivery={delivery} onGone={onClose} />}
    </div>
  )
  return (
    <RecordDrawer title={eventName} acts={acts} onClose={onClose}>
      <KeyValue
        items={[
          [t('users.state'), <DeliveryState key="state" dead={dead} />],
          [t('deliveries.subscriber'), subscriber],
          [
            t('deliveries.aggregate'),
            <span key="aggregate" className="mono s">
              {aggregate}
            </span>,
          ],
          [t('deliveries.attempts'), attempts],
          !dead && [t('deliveries.next'), <TimeStamp key="next" at={nextAttemptAt} />],
        ]}
      />
      {error && <JsonText label={t('deliveries.error')} value={error} />}
      <JsonText label={t('deliveries.data')} value={data} />
      {replay.error && <ErrorNotice error={replay.error} />}
    </RecordDrawer>
  )
}
