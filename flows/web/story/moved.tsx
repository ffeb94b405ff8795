import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { Step } from './api.ts'

type Figure = Step['moved'][number]

/** The company's figures that differ from before the step. */
export function Moved({ step }: { step: Step }) {
  const t = useText('story')
  const written = useWritten()
  return (
    <Card title={t('moved')}>
      {step.moved.length === 0 ? (
        <p className="s t3 story-none">{t(step.state === 'done' ? 'noneMoved' : 'nothingYet')}</p>
      ) : (
        <dl className="story-moved">
          {step.moved.map((figure) => (
            <div key={figure.name}>
              <dt>{t(`figures.${figure.name}`)}</dt>
              <dd className="t3 n">{written(figure.name, figure.before)}</dd>
              <dd className="sb n">{written(figure.name, figure.after)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

function useWritten(): (name: string, value: Figure['after']) => string {
  const t = useText('story')
  const f = useFormats()
  return (name, value) => {
    if (value === null) return '–'
    if (name === 'billed') return f.money({ amountMinor: String(value), currency: 'CNY' })
    if (name === 'satisfaction') return `${(Number(value) * 100).toFixed(2)} %`
    if (name === 'expectedRestore') return f.moment(String(value))
    if (name === 'incidentState') return t(`incident.${String(value)}`)
    return f.number(Number(value))
  }
}
