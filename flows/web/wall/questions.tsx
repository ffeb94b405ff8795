import { LineChart } from '#kit/charts'
import { useFormats, useText } from '#kit/i18n'
import { memo } from 'react'
import type { Wall } from '../api.ts'

const HEIGHT = 132

/** How many ask, hour by hour, beside the same day a week ago. */
export const Questions = memo(function Questions({ questions }: { questions: Wall['questions'] }) {
  const t = useText('flows')
  const { wallCount } = useFormats()
  const total = questions.reduce((sum, { today }) => sum + (today ?? 0), 0)
  const before = questions.reduce((sum, each) => sum + each.before, 0)
  const series = [
    { name: t('questions.today'), values: questions.map(({ today }) => today) },
    { name: t('questions.before'), values: questions.map((each) => each.before), role: 'comparison' as const },
  ]
  return (
    <div className="questions">
      <h2>
        {t('questions.title')} <span className="n t2">{wallCount(total)}</span>
      </h2>
      <LineChart
        summary={t('questions.summary', { total, before })}
        x={questions.map(({ hour }) => String(hour).padStart(2, '0'))}
        series={series}
        height={HEIGHT}
      />
    </div>
  )
})
