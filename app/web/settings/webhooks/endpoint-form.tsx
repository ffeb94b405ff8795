import { Button, Form, Input, Select, Switch } from 'antd'
import { ifMatch, useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { webhooksApi, type Endpoint } from '../api.ts'
import { SettingsColumn } from '../settings-column.tsx'

interface EndpointDraft {
  readonly url: string
  readonly description: string
  readonly patterns: string[]
  readonly enabled: boolean
}

interface EndpointFormProps {
  readonly endpoint: Endpoint | undefined
  /** A new endpoint comes with its secret. */
  readonly onSaved: (endpoint: Endpoint, secret?: string) => void
}

const REFETCH = { refetch: [webhooksApi.key('listWebhooks')] }

/** Where events go, and which. */
export function EndpointForm({ endpoint, onSaved }: EndpointFormProps) {
  const t = useText('settings')
  const names = useQuery(webhooksApi.query('listWebhookEvents')).data?.items ?? []
  const create = useCommand(webhooksApi, 'createWebhook', REFETCH)
  const change = useCommand(webhooksApi, 'changeWebhook', REFETCH)
  const error = create.error ?? change.error
  const save = ({ enabled, ...draft }: EndpointDraft) =>
    endpoint
      ? change.mutate(
          { params: { id: endpoint.id }, body: { ...draft, enabled }, ...ifMatch(endpoint.version) },
          {
            onSuccess: (saved) => {
              toast({ text: t('saved', { name: saved.url }) })
              onSaved(saved)
            },
          },
        )
      : create.mutate({ body: draft }, { onSuccess: (made) => onSaved(made.endpoint, made.secret) })
  const required = [{ required: true, message: t('missing') }]
  const { url = '', description = '', patterns = ['*'], enabled = true } = endpoint ?? {}
  return (
    <SettingsColumn>
      <Form<EndpointDraft>
        layout="vertical"
        requiredMark={false}
        initialValues={{ url, description, patterns, enabled }}
        onFinish={save}
      >
        <Form.Item name="url" label={t('webhooks.url')} rules={required}>
          <Input className="mono" placeholder="https://example.com/facet" maxLength={2000} />
        </Form.Item>
        <Form.Item name="description" label={t('webhooks.description')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="patterns" label={t('webhooks.patterns')} extra={t('webhooks.patternsHint')} rules={required}>
          <Select mode="tags" options={patternsOf(names).map((value) => ({ value, label: value }))} />
        </Form.Item>
        {endpoint && (
          <Form.Item name="enabled" label={t('webhooks.enabled')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={create.isPending || change.isPending}>
          {t('save')}
        </Button>
      </Form>
      {error && <ErrorNotice error={error} />}
    </SettingsColumn>
  )
}

/** Everything, everything of a part, and each event by its name. */
function patternsOf(names: readonly string[]): string[] {
  const parts = new Set(names.map((name) => `${name.split('.')[0]}.*`))
  return ['*', ...parts, ...names]
}
