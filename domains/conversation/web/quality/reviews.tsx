import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { rowsOfQuery, useCommand, useGo, useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  Chip,
  DataTable,
  EmptyState,
  ErrorNotice,
  FilterBar,
  MomentText,
  StatusMark,
  toast,
  type Column,
} from '#kit/ui'
import { conversationApi, type QualitySetting, type SampleRow } from '../api.ts'
import { nameOf } from '../words.ts'
import { ScoreMark } from './score-mark.tsx'
import { useAbout } from './use-about.ts'

/** What people read this week: of each agent some that went badly and some by chance. */
export function Reviews() {
  const t = useText('quality')
  const may = useMay()
  const { filters, query } = useAbout()
  const { agentId } = query
  const sample = useQuery(conversationApi.query('listSample', { query: agentId ? { agentId } : {} }))
  const draw = useCommand(conversationApi, 'drawSample', { refetch: [conversationApi.key('listSample')] })
  const drawIt = (week: 'this' | 'last') =>
    draw.mutate({ body: { week } }, { onSuccess: ({ added }) => toast({ text: t('sample.added', { count: added }) }) })
  return (
    <>
      <FilterBar
        filters={filters}
        aside={
          may('conversation.supervise') && (
            <>
              <Button size="small" loading={draw.isPending} onClick={() => drawIt('last')}>
                {t('sample.drawLast')}
              </Button>
              <Button size="small" loading={draw.isPending} onClick={() => drawIt('this')}>
                {t('sample.drawThis')}
              </Button>
            </>
          )
        }
      />
      {draw.error && <ErrorNotice error={draw.error} />}
      {may('conversation.configure') && <SampleSetting />}
      <SampleTable rows={rowsOfQuery(sample, ({ items }) => items)} />
    </>
  )
}

function SampleTable({ rows }: { rows: ReturnType<typeof rowsOfQuery<unknown, SampleRow>> }) {
  const t = useText('quality')
  const words = useText('conversation')
  const go = useGo()
  const columns: Column<SampleRow>[] = [
    { key: 'state', title: t('column.state'), role: 'mark', render: (row) => <ReadMark row={row} /> },
    { key: 'customer', title: t('column.customer'), role: 'id', render: (row) => nameOf(words, row) },
    {
      key: 'why',
      title: t('column.why'),
      role: 'subject',
      render: ({ stratum }) => t(`stratum.${stratum ?? 'drawn'}`),
    },
    { key: 'agent', title: t('column.agent'), render: ({ agentName }) => agentName },
    // Who judges should not know before what the rules say.
    {
      key: 'score',
      title: t('column.score'),
      align: 'right',
      named: true,
      render: ({ own, score }) => (own ? <ScoreMark score={score} /> : '–'),
    },
    { key: 'reviews', title: t('column.reviews'), align: 'right', named: true, render: ({ reviews }) => reviews },
    { key: 'closed', title: t('column.closed'), role: 'end', render: ({ closedAt }) => <MomentText at={closedAt} /> },
  ]
  return (
    <DataTable
      name="conversation.sample"
      label={t('tab.reviews')}
      rows={rows}
      columns={columns}
      rowKey={({ conversationId }) => conversationId}
      onOpen={({ conversationId }) => go(`/conversation/${conversationId}`, { beside: 'quality' })}
      hrefOf={({ conversationId }) => `/conversation/${conversationId}?beside=quality`}
      empty={<EmptyState title={t('sample.empty')} hint={t('sample.emptyHint')} />}
    />
  )
}

function ReadMark({ row: { disputed, own } }: { row: SampleRow }) {
  const t = useText('quality')
  if (disputed > 0)
    return (
      <Chip tone="warn" shape="hold">
        {t('state.disputed')}
      </Chip>
    )
  return own ? (
    <StatusMark shape="done" tone="ok">
      {t('sample.judged')}
    </StatusMark>
  ) : (
    <StatusMark shape="open" tone="neutral">
      {t('sample.toJudge')}
    </StatusMark>
  )
}

const FIELDS = [
  { name: 'sampleSize', min: 0, max: 100 },
  { name: 'lowScore', min: 0, max: 100 },
  { name: 'lowRating', min: 1, max: 5 },
  { name: 'followUpHours', min: 1, max: 720 },
] as const

function SampleSetting() {
  const { data } = useQuery(conversationApi.query('readQualitySetting'))
  return data ? <SettingForm key={data.version} setting={data} /> : null
}

function SettingForm({ setting }: { setting: QualitySetting }) {
  const t = useText('quality')
  const [draft, setDraft] = useState(setting)
  const save = useCommand(conversationApi, 'saveQualitySetting', {
    refetch: [conversationApi.key('readQualitySetting')],
  })
  const dirty = FIELDS.some(({ name }) => draft[name] !== setting[name])
  return (
    <div className="setting-line">
      {FIELDS.map(({ name, min, max }) => (
        <label key={name}>
          {t(`setting.${name}`)}
          <InputNumber
            min={min}
            max={max}
            precision={0}
            value={draft[name]}
            onChange={(value) => setDraft({ ...draft, [name]: value ?? draft[name] })}
          />
        </label>
      ))}
      {dirty && (
        <Button
          type="primary"
          loading={save.isPending}
          onClick={() => save.mutate({ body: draft }, { onSuccess: () => toast({ text: t('setting.saved') }) })}
        >
          {t('setting.save')}
        </Button>
      )}
      {save.error && <ErrorNotice error={save.error} />}
    </div>
  )
}
