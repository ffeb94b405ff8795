import { useGo, useQuery, useRows, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, Chip, DataTable, EmptyState, FilterBar, Meter, MomentText, type Column } from '#kit/ui'
import { conversationApi, type ScoreRow } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { nameOf } from '../words.ts'
import { ScoreMark } from './score-mark.tsx'
import { DownloadButton } from '../figures/download-button.tsx'
import { useAbout } from './use-about.ts'
import { RULES } from './words.ts'

/** Closed conversations by their score, and above them how often each rule was kept. */
export function Scores() {
  const t = useText('quality')
  const [order] = useUrlValue('order', 'lowest')
  const failed = {
    name: 'failed',
    label: t('filter.failed'),
    options: RULES.map((value) => ({ value, label: t(`rule.${value}`) })),
  }
  const orders = { name: 'order', label: t('filter.order'), options: [{ value: 'latest', label: t('order.latest') }] }
  const { filters, query } = useAbout([failed, orders])
  const asked = { ...query, order: order === 'latest' ? ('latest' as const) : ('lowest' as const) }
  const rows = useRows(conversationApi.pages('listScores', { query: asked }))
  return (
    <>
      <FilterBar filters={filters} aside={<DownloadButton report="scores" query={{ ...query }} />} />
      <KeptRules query={query} onChoose={(rule) => filters.set('failed', rule)} />
      <ScoreTable rows={rows} filters={filters} />
    </>
  )
}

interface KeptRulesProps {
  readonly query: ReturnType<typeof useAbout>['query']
  readonly onChoose: (rule: string) => void
}

/** Each rule with the share of conversations that kept it, the worst first; a click shows those that did not. */
function KeptRules({ query: { from, to, agentId, channelId }, onChoose }: KeptRulesProps) {
  const t = useText('quality')
  const { number, percent } = useFormats()
  const about = { from, to, ...(agentId ? { agentId } : {}), ...(channelId ? { channelId } : {}) }
  const { data } = useQuery(conversationApi.query('countRules', { query: about }))
  if (!data || data.judged === 0) return null
  const rules = data.rules
    .filter(({ passed, failed }) => passed + failed > 0)
    .map((rule) => ({ ...rule, share: rule.passed / (rule.passed + rule.failed) }))
    .toSorted((a, b) => a.share - b.share)
  return (
    <Card
      title={t('scores.rules')}
      aside={
        <span className="t2 row">
          <DownloadButton report="rules" query={{ ...about }} />
          {t('scores.judged', {
            count: data.judged,
            shown: number(data.judged),
            mean: number(data.meanScore, { digits: 1 }),
          })}
        </span>
      }
    >
      <ul className="kept-rules">
        {rules.map(({ rule, passed, failed, share }) => (
          <li key={rule}>
            <button type="button" onClick={() => onChoose(rule)} disabled={failed === 0}>
              <span className="cut">{t(`rule.${rule}`)}</span>
              <Meter share={share} label={t(`rule.${rule}`)} tone={toneOf(share)} />
              <span className="n nb">{percent(share)}</span>
              <span className="n nb t3 s">{t('scores.failed', { failed, count: passed + failed })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const KEPT_WELL = 0.9
const KEPT_FAIRLY = 0.7

function toneOf(share: number): 'ok' | 'warn' | 'bad' {
  return share >= KEPT_WELL ? 'ok' : share >= KEPT_FAIRLY ? 'warn' : 'bad'
}

function ScoreTable({
  rows,
  filters,
}: {
  rows: ReturnType<typeof useRows<ScoreRow>>
  filters: ReturnType<typeof useAbout>['filters']
}) {
  const t = useText('quality')
  const words = useText('conversation')
  const go = useGo()
  const columns: Column<ScoreRow>[] = [
    {
      key: 'score',
      title: t('column.score'),
      role: 'mark',
      render: ({ blind, score }) => (blind ? <Chip>{t('scores.toJudge')}</Chip> : <ScoreMark score={score} />),
    },
    { key: 'customer', title: t('column.customer'), role: 'id', render: (row) => nameOf(words, row) },
    {
      key: 'failed',
      title: t('column.failed'),
      role: 'subject',
      render: ({ blind, failed }) =>
        blind ? (
          <span className="t3">{t('scores.blind')}</span>
        ) : failed.length === 0 ? (
          <span className="t3">{t('scores.allKept')}</span>
        ) : (
          failed.map((rule) => t(`rule.${rule}`)).join(' · ')
        ),
    },
    {
      key: 'channel',
      title: t('column.channel'),
      wideOnly: true,
      render: ({ channelKind, channelName }) => (
        <span className="nb">
          <ChannelIcon kind={channelKind} size={12} /> {channelName}
        </span>
      ),
    },
    { key: 'agent', title: t('column.agent'), render: ({ agentName }) => agentName ?? t('nobody') },
    { key: 'rating', title: t('column.rating'), align: 'right', render: ({ rating }) => rating ?? '–' },
    { key: 'closed', title: t('column.closed'), role: 'end', render: ({ closedAt }) => <MomentText at={closedAt} /> },
  ]
  return (
    <DataTable
      name="conversation.scores"
      label={t('tab.scores')}
      rows={rows}
      columns={columns}
      rowKey={({ conversationId }) => conversationId}
      onOpen={({ conversationId }) => go(`/conversation/${conversationId}`, { beside: 'quality' })}
      hrefOf={({ conversationId }) => `/conversation/${conversationId}?beside=quality`}
      filters={filters}
      empty={<EmptyState title={t('scores.empty')} hint={t('scores.emptyHint')} />}
    />
  )
}
