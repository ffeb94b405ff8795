import { Button, Popconfirm } from 'antd'
import { useCommand, useMay, useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, StatusMark, TabStrip } from '#kit/ui'
import { webhooksApi, type Endpoint } from '../api.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { TestOutcome } from './test-outcome.tsx'

export interface EndpointViewProps {
  readonly endpoint: Endpoint
  readonly onSecret: (secret: string) => void
  readonly onGone: () => void
}

/** One endpoint: what was sent to it, and how it is set up. */
export function EndpointView({ endpoint, onSecret, onGone }: EndpointViewProps) {
  const t = useText('settings')
  const may = useMay()('engine.webhook.edit')
  const [tab, setTab] = useUrlValue('tab', 'deliveries')
  const tabs = ['deliveries', ...(may ? ['setup'] : [])].map((key) => ({ key, label: t(`webhooks.tab.${key}`) }))
  return (
    <>
      {!endpoint.enabled && endpoint.disabledReason && (
        <p className="note">
          <StatusMark shape="late">{t(`webhooks.disabled.${endpoint.disabledReason}`)}</StatusMark>
        </p>
      )}
      {may && <EndpointActs endpoint={endpoint} onSecret={onSecret} onGone={onGone} />}
      <TabStrip label={endpoint.url} tabs={tabs} value={tab} onChange={setTab} />
      {tab === 'setup' && may ? (
        <EndpointForm key={endpoint.version} endpoint={endpoint} onSaved={() => setTab('deliveries')} />
      ) : (
        <DeliveryLog endpointId={endpoint.id} />
      )}
    </>
  )
}

function EndpointActs({ endpoint: { id }, onSecret, onGone }: EndpointViewProps) {
  const t = useText('settings')
  const input = { params: { id } }
  const refetch = { refetch: [webhooksApi.key()] }
  const test = useCommand(webhooksApi, 'testWebhook', refetch)
  const rotate = useCommand(webhooksApi, 'rotateWebhookSecret', refetch)
  const remove = useCommand(webhooksApi, 'removeWebhook', refetch)
  const error = test.error ?? rotate.error ?? remove.error
  return (
    <>
      <div className="endpoint-acts">
        <Button loading={test.isPending} onClick={() => test.mutate(input)}>
          {t('webhooks.test')}
        </Button>
        <Popconfirm
          title={t('webhooks.rotateAsk')}
          okText={t('webhooks.rotate')}
          onConfirm={() => rotate.mutate(input, { onSuccess: ({ secret }) => onSecret(secret) })}
        >
          <Button loading={rotate.isPending}>{t('webhooks.rotate')}</Button>
        </Popconfirm>
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
    </>
  )
}
