import { rowsOfQuery, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, type Column } from '#kit/ui'
import { conversationApi, type RuleCalibration } from '../api.ts'
import { DownloadButton } from '../figures/download-button.tsx'
import { useAbout } from './use-about.ts'

type Agreement = RuleCalibration['withRules']

/** How far people agree with each rule, and with one another. */
export function Calibration() {
  const t = useText('quality')
  const { filters, query } = useAbout()
  const { from, to } = query
  const answer = useQuery(conversationApi.query('readCalibration', { query: { from, to } }))
  const columns: Column<RuleCalibration>[] = [
    { key: 'rule', title: t('column.rule'), role: 'subject', render: ({ rule }) => t(`rule.${rule}`) },
    ...columnsOf('withRules', t('column.withRules'), t('column.kappa'), ({ withRules }) => withRules),
    ...columnsOf('amongPeople', t('column.amongPeople'), t('column.kappaPeople'), ({ amongPeople }) => amongPeople),
  ]
  return (
    <>
      <FilterBar filters={filters} aside={<DownloadButton report="calibration" query={{ ...query }} />} />
      <p className="t2">
        {t('calibration.about')}
        {answer.data && ` ${t('calibration.count', { count: answer.data.reviews, twice: answer.data.readTwice })}`}
      </p>
      <DataTable
        name="conversation.calibration"
        arrangeable={false}
        label={t('tab.calibration')}
        rows={rowsOfQuery(answer, ({ rules }) => rules)}
        columns={columns}
        rowKey={({ rule }) => rule}
        empty={<EmptyState title={t('calibration.empty')} hint={t('calibration.emptyHint')} />}
      />
    </>
  )
}

function columnsOf(
  key: string,
  title: string,
  kappaTitle: string,
  of: (row: RuleCalibration) => Agreement,
): Column<RuleCalibration>[] {
  return [
    { key, title, align: 'right', named: true, render: (row) => <Share {...of(row)} /> },
    {
      key: `${key}.kappa`,
      title: kappaTitle,
      align: 'right',
      named: true,
      render: (row) => <Kappa kappa={of(row).kappa} />,
    },
  ]
}

function Share({ share, agreed, count }: Agreement) {
  const { percent } = useFormats()
  return (
    <span className="nb">
      {percent(share)} <span className="t3">{`${agreed}/${count}`}</span>
    </span>
  )
}

function Kappa({ kappa }: Pick<Agreement, 'kappa'>) {
  const { number } = useFormats()
  return number(kappa, { digits: 2 })
}
