import { BarChart } from '#kit/charts'
import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { Facts, Panels } from '../api.ts'

/** The trend that the review looks at: incidents about disks, week by week. */
export function Review({ review, facts }: { review: NonNullable<Panels['review']>; facts: Facts }) {
  const t = useText('story')
  const f = useFormats()
  const values = review.weeks.map(({ incidents }) => incidents)
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <Card
      title={t('review.title')}
      aside={
        <span className="s t2">
          {t('review.linked', { count: Number(facts['linkedIncidents'] ?? 0) })} ·{' '}
          {t('review.satisfaction', { share: f.percent(review.satisfaction), rated: f.percent(review.responseRate) })}
        </span>
      }
    >
      <div className="in">
        <BarChart
          summary={t('review.summary', { total, weeks: values.length })}
          x={review.weeks.map(({ from }) => from.slice(5))}
          series={[{ name: t('review.incidents'), values }]}
          height={180}
        />
      </div>
    </Card>
  )
}
