import { Button } from 'antd'
import { FileText } from 'lucide-react'
import { useParams } from '@tanstack/react-router'
import { useCommand, useGo, useLive, useMay, useQuery } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import {
  Crumbs,
  ErrorNotice,
  Facts,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  StatusMark,
  useScreenWidth,
} from '#kit/ui'
import { deliveryApi, type Assessment } from '../api.ts'
import { Questions } from './questions.tsx'
import { ScorePane } from './score-pane.tsx'
import '../foot.css'
import './assessment.css'

/** The questions with their answers, and the score beside them. */
export function AssessmentPage() {
  const t = useText('delivery')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(deliveryApi.query('getAssessment', { params: { id } }))
  useLive([`assessment:${id}`], { refetch: [deliveryApi.key('getAssessment')] })
  const phone = useScreenWidth() === 'phone'
  const back = () => go('/delivery/assessments')
  if (!data) {
    return (
      <Panes>
        <Pane onBack={back} bar={<Crumbs items={[t('assessments.title'), t('assessment.title')]} />}>
          {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
        </Pane>
      </Panes>
    )
  }
  return (
    <Panes>
      <Pane
        padded
        onBack={back}
        bar={<AssessmentBar assessment={data} phone={phone} />}
        foot={
          phone && (
            <div className="foot-acts">
              <AssessmentActs assessment={data} />
            </div>
          )
        }
      >
        <AssessmentHead assessment={data} />
        <Questions assessment={data} />
      </Pane>
      <ScorePane assessment={data} />
    </Panes>
  )
}

function AssessmentBar({ assessment, phone }: { assessment: Assessment; phone: boolean }) {
  const t = useText('delivery')
  const nameOf = useLocalName()
  return (
    <>
      <Crumbs
        items={[t('assessments.title'), nameOf(assessment.customerName, assessment.customerAlias), assessment.number]}
      />
      <span className="right" />
      {!phone && <AssessmentActs assessment={assessment} />}
      <InspectorButton />
    </>
  )
}

/** Finishing waits for the last answer, and says so; the report can be had at any time. */
function AssessmentActs({ assessment }: { assessment: Assessment }) {
  const t = useText('delivery')
  const may = useMay()
  const locale = useLocale()
  const { assessmentId, finishedOn, score } = assessment
  const finish = useCommand(deliveryApi, 'finishAssessment', { refetch: [deliveryApi.key()] })
  const open = score.questions - score.answered
  const canFinish = may('delivery.assessment.edit') && finishedOn === null
  return (
    <>
      {canFinish && open > 0 && <span className="s t2 n">{t('assessment.open', { count: open })}</span>}
      {canFinish && (
        <Button
          type="primary"
          disabled={open > 0}
          loading={finish.isPending}
          onClick={() => finish.mutate({ params: { id: assessmentId } })}
        >
          {t('assessment.finish')}
        </Button>
      )}
      <Button
        type={canFinish ? 'default' : 'primary'}
        icon={<FileText aria-hidden size={14} strokeWidth={1.75} />}
        href={`/api/delivery/assessments/${assessmentId}/pdf?locale=${locale}`}
        target="_blank"
      >
        {t('assessment.report')}
      </Button>
    </>
  )
}

function AssessmentHead({ assessment }: { assessment: Assessment }) {
  const t = useText('delivery')
  const formats = useFormats()
  const locale = useLocale()
  const nameOf = useLocalName()
  const { questionnaire, customerName, customerAlias, assessor, createdAt, finishedOn, score } = assessment
  const mark =
    finishedOn === null ? (
      <StatusMark shape="half">
        {t('assessment.answered', { answered: score.answered, of: score.questions })}
      </StatusMark>
    ) : (
      <StatusMark shape="done">{t('assessment.finished', { on: formats.date(finishedOn) })}</StatusMark>
    )
  return (
    <PageHeading title={questionnaire.title[locale]} mark={mark}>
      <Facts
        items={[
          [t('customer'), nameOf(customerName, customerAlias) ?? '–'],
          [t('assessment.assessor'), assessor],
          [t('assessment.begun'), formats.date(createdAt)],
        ]}
      />
    </PageHeading>
  )
}
