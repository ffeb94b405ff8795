import { useFormats, useLocale, useText } from '#kit/i18n'
import { Inspector, Meter, Section } from '#kit/ui'
import type { Assessment } from '../api.ts'

const WEAK_BELOW = 50
const WEAKEST_SHOWN = 3

/** The score as it stands, by dimension, and where it is weakest. */
export function ScorePane({ assessment }: { assessment: Assessment }) {
  const t = useText('delivery')
  const formats = useFormats()
  const locale = useLocale()
  const { score, questionnaire } = assessment
  return (
    <Inspector name="delivery.score" label={t('assessment.score')} head={<h2>{t('assessment.score')}</h2>}>
      <section className="sec">
        <p className="score-figure n">
          {formats.number(score.total)} <span className="s t3">/ 100</span>
        </p>
        <p className="s t2 n">{t('assessment.answered', { answered: score.answered, of: score.questions })}</p>
      </section>
      <Section title={t('assessment.dimensions')}>
        <ul className="score-bars">
          {questionnaire.dimensions.map(({ code, name }, place) => {
            const value = score.dimensions[place]?.score ?? null
            return (
              <li key={code}>
                <span className="row">
                  <span className="grow">{name[locale]}</span>
                  <b className="n">{formats.number(value)}</b>
                </span>
                <Meter
                  share={(value ?? 0) / 100}
                  label={name[locale]}
                  tone={value !== null && value < WEAK_BELOW ? 'warn' : 'accent'}
                />
              </li>
            )
          })}
        </ul>
      </Section>
      <Weakest assessment={assessment} />
    </Inspector>
  )
}

/** The lowest answers first: with these the plan begins. */
function Weakest({ assessment: { questionnaire, answers } }: { assessment: Assessment }) {
  const t = useText('delivery')
  const locale = useLocale()
  const answered = questionnaire.dimensions
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const level = answers[question.code]?.level
      const best = (question.levels ?? questionnaire.levels).length - 1
      return level === undefined || level === best ? [] : [{ question, share: level / best }]
    })
  const weakest = answered.toSorted((a, b) => a.share - b.share || b.question.weight - a.question.weight)
  if (weakest.length === 0) return null
  return (
    <Section title={t('assessment.weakest')}>
      <ol className="weakest">
        {weakest.slice(0, WEAKEST_SHOWN).map(({ question }) => (
          <li key={question.code}>{question.text[locale]}</li>
        ))}
      </ol>
    </Section>
  )
}
