import { Segmented } from 'antd'
import { useCommand, useMay } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Card, ErrorNotice, useScreenWidth } from '#kit/ui'
import { levelsOf } from '../../contract.ts'
import { deliveryApi, type Assessment, type Question } from '../api.ts'

/** Every question with its levels, from worst to best; an answer is kept at once. */
export function Questions({ assessment }: { assessment: Assessment }) {
  const t = useText('delivery')
  const locale = useLocale()
  const { questionnaire, score } = assessment
  return (
    <div className="questions" tabIndex={0} role="region" aria-label={questionnaire.title[locale]}>
      {questionnaire.dimensions.map(({ code, name, weight, questions }, place) => (
        <Card
          key={code}
          title={name[locale]}
          aside={
            <span className="s t3 n">
              {t('assessment.weight', { weight })} · {score.dimensions[place]?.answered} / {questions.length}
            </span>
          }
        >
          <ul className="question-list">
            {questions.map((question) => (
              <QuestionLine key={question.code} assessment={assessment} question={question} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}

function QuestionLine({ assessment, question }: { assessment: Assessment; question: Question }) {
  const t = useText('delivery')
  const locale = useLocale()
  const may = useMay()
  const phone = useScreenWidth() === 'phone'
  const command = useCommand(deliveryApi, 'answerAssessment', { refetch: [deliveryApi.key('getAssessment')] })
  const { assessmentId, questionnaire, answers, finishedOn } = assessment
  const given = answers[question.code]
  const levels = levelsOf(questionnaire, question)
  const canAnswer = may('delivery.assessment.edit') && finishedOn === null
  const answer = (level: number) =>
    command.mutate({
      params: { id: assessmentId },
      body: { answers: { [question.code]: { level, ...(given?.note !== undefined && { note: given.note }) } } },
    })
  const text = question.text[locale]
  return (
    <li>
      <p>{text}</p>
      {canAnswer ? (
        <Segmented<number>
          aria-label={text}
          block={phone}
          vertical={phone}
          // No level is chosen until somebody says so.
          value={given?.level ?? -1}
          onChange={answer}
          options={levels.map((level, value) => ({ value, label: level[locale] }))}
        />
      ) : (
        <p className="md nb">
          {given ? `${given.level + 1}/${levels.length} ${levels[given.level]?.[locale] ?? ''}` : t('assessment.none')}
        </p>
      )}
      {given?.note && <p className="s t2">{given.note}</p>}
      {command.error && <ErrorNotice error={command.error} />}
    </li>
  )
}
