import { Button } from 'antd'
import { Plus, Webhook } from 'lucide-react'
import { useState } from 'react'
import { rowsOfQuery, useLive, useMay, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ContextList, EmptyState, PageTitle, Pane, Panes } from '#kit/ui'
import { webhooksApi, type Endpoint } from '../api.ts'
import { SecretOnce } from '../secret-once.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { EndpointView } from './endpoint-view.tsx'

/** Other programs that are told of events. */
export function WebhooksPage() {
  const t = useText('settings')
  const may = useMay()('engine.webhook.edit')
  const [search, patch] = useUrlState()
  const [secret, show] = useState<string>()
  const query = useQuery(webhooksApi.query('listWebhooks'))
  useLive(['engine.webhooks'], { refetch: [webhooksApi.key()] })
  const chosen = query.data?.items.find(({ id }) => id === search['webhook'])
  const adding = search['new'] === '1'
  const open = (webhook: string | undefined) => patch({ webhook, new: undefined }, { push: true })
  const add = may && (
    <Button
      type="primary"
      icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ new: '1', webhook: undefined }, { push: true })}
    >
      {t('webhooks.new')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {add}
    </>
  )
  return (
    <Panes show={chosen || adding ? 'main' : 'list'}>
      <Pane kind="list" name="settings.webhooks" bar={bar} label={t('webhooks.title')}>
        <ContextList<Endpoint>
          label={t('webhooks.title')}
          rows={rowsOfQuery(query, ({ items }) => items)}
          rowKey={({ id }) => id}
          selected={chosen?.id}
          onOpen={({ id }) => open(id)}
          render={(endpoint) => rowOf(t, endpoint)}
          empty={<EmptyState icon={Webhook} title={t('webhooks.empty')} hint={t('webhooks.emptyHint')} />}
        />
      </Pane>
      <Pane
        padded
        onBack={() => open(undefined)}
        bar={<h2>{chosen ? nameOf(chosen) : adding ? t('webhooks.new') : ''}</h2>}
      >
        {chosen && <EndpointView key={chosen.id} endpoint={chosen} onSecret={show} onGone={() => open(undefined)} />}
        {!chosen && adding && (
          <EndpointForm
            endpoint={undefined}
            onSaved={({ id }, made) => {
              show(made)
              open(id)
            }}
          />
        )}
        {!chosen && !adding && (
          <EmptyState icon={Webhook} title={t('webhooks.choose')} hint={t('webhooks.emptyHint')} />
        )}
      </Pane>
      <SecretOnce
        secret={secret}
        title={t('webhooks.secret')}
        hint={t('webhooks.secretOnce')}
        onClose={() => show(undefined)}
      />
    </Panes>
  )
}

/** What it is called, or where it leads. */
function nameOf({ description, url }: Endpoint): string {
  return description || (URL.parse(url)?.host ?? url)
}

function rowOf(t: ReturnType<typeof useText>, endpoint: Endpoint) {
  return {
    title: nameOf(endpoint),
    detail: endpoint.url,
    end: endpoint.enabled ? (
      <Chip tone="ok" shape="done">
        {t('users.on')}
      </Chip>
    ) : (
      <Chip shape="hold">{t('users.off')}</Chip>
    ),
    meta: t('webhooks.events', { count: endpoint.patterns.length }),
  }
}
