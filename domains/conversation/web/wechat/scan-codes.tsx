import { Button, Input, Select } from 'antd'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useNow, useQuery } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import { Chip, ErrorNotice, ListSkeleton } from '#kit/ui'
import type { ScanCodeShape } from '../../contract/wechat.ts'
import { conversationApi } from '../api.ts'

const OWN_QUEUE = 'own'
const ALWAYS = 0
const DAYS = [ALWAYS, 1, 7, 30]

/** The codes there are, and a line to have another made. */
export function ScanCodes({ channelId }: { channelId: string }) {
  const query = useQuery(conversationApi.query('listScanCodes', { params: { id: channelId } }))
  const { data: queues } = useQuery(conversationApi.query('listQueues'))
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <ListSkeleton rows={2} />
  return (
    <div className="scan-codes">
      <ul>
        {query.data.items.map((code) => (
          <ScanCodeLine key={code.scanCodeId} code={code} queues={queues?.items ?? []} />
        ))}
      </ul>
      <NewCode channelId={channelId} queues={queues?.items ?? []} />
    </div>
  )
}

type Queues = readonly { readonly queueId: string; readonly name: string }[]

function ScanCodeLine({ code, queues }: { code: ScanCodeShape; queues: Queues }) {
  const t = useText('conversation')
  const { date } = useFormats()
  const now = useNow('minute')
  const update = useCommand(conversationApi, 'updateScanCode', { refetch: [conversationApi.key('listScanCodes')] })
  const { scanCodeId, name, tags, pictureUrl, expiresAt, scans, version } = code
  const isOver = expiresAt !== null && (epochMs(expiresAt) ?? 0) < now
  const lead = (queueId: string | null) =>
    update.mutate({ params: { id: scanCodeId }, body: { name, tags, queueId, version } })
  return (
    <li>
      <p className="row">
        <b className="grow">{name}</b>
        <span className="n">{t('wechat.scans', { count: scans })}</span>
        <Chip tone={isOver ? 'bad' : 'neutral'} shape={isOver ? 'late' : 'done'}>
          {expiresAt === null
            ? t('wechat.always')
            : t(isOver ? 'wechat.over' : 'wechat.until', { date: date(expiresAt) })}
        </Chip>
      </p>
      <p className="row">
        <QueueSelect queues={queues} value={code.queueId} onChange={lead} />
        <span className="s t2 grow">{tags.join(' · ')}</span>
        <Button
          size="small"
          href={pictureUrl}
          target="_blank"
          icon={<ExternalLink aria-hidden size={14} strokeWidth={1.75} />}
        >
          {t('wechat.picture')}
        </Button>
      </p>
      {update.error && <ErrorNotice error={update.error} />}
    </li>
  )
}

interface QueueSelectProps {
  readonly queues: Queues
  readonly value: string | null
  readonly onChange: (queueId: string | null) => void
}

function QueueSelect({ queues, value, onChange }: QueueSelectProps) {
  const t = useText('conversation')
  const options = [
    { value: OWN_QUEUE, label: t('channels.ownQueue') },
    ...queues.map(({ queueId, name }) => ({ value: queueId, label: name })),
  ]
  return (
    <Select
      className="lead-queue"
      aria-label={t('field.queueId')}
      value={value ?? OWN_QUEUE}
      options={options}
      onChange={(queueId) => onChange(queueId === OWN_QUEUE ? null : queueId)}
    />
  )
}

function NewCode({ channelId, queues }: { channelId: string; queues: Queues }) {
  const t = useText('conversation')
  const empty = { name: '', queueId: null as string | null, tags: [] as string[], days: ALWAYS }
  const [draft, setDraft] = useState(empty)
  const create = useCommand(conversationApi, 'createScanCode', { refetch: [conversationApi.key('listScanCodes')] })
  const change = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part })
  const onCreate = () => {
    const body = { ...draft, name: draft.name.trim(), days: draft.days === ALWAYS ? null : draft.days }
    create.mutate({ params: { id: channelId }, body }, { onSuccess: () => setDraft(empty) })
  }
  return (
    <div className="new-code" role="group" aria-label={t('wechat.newCode')}>
      <label>
        {t('wechat.codeName')}
        <Input maxLength={60} value={draft.name} onChange={({ target }) => change({ name: target.value })} />
      </label>
      <label>
        {t('field.queueId')}
        <QueueSelect queues={queues} value={draft.queueId} onChange={(queueId) => change({ queueId })} />
      </label>
      <label>
        {t('wechat.tags')}
        <Select
          mode="tags"
          aria-label={t('wechat.tags')}
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', ' ']}
          value={draft.tags}
          onChange={(tags: string[]) => change({ tags: tags.slice(0, 10) })}
        />
      </label>
      <label>
        {t('wechat.lasts')}
        <Select
          aria-label={t('wechat.lasts')}
          value={draft.days}
          options={DAYS.map((value) => ({
            value,
            label: value === ALWAYS ? t('wechat.always') : t('wechat.days', { count: value }),
          }))}
          onChange={(days) => change({ days })}
        />
      </label>
      <p>
        <Button disabled={draft.name.trim() === ''} loading={create.isPending} onClick={onCreate}>
          {t('wechat.make')}
        </Button>
      </p>
      {create.error && <ErrorNotice error={create.error} />}
    </div>
  )
}
