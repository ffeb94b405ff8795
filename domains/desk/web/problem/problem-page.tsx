import { useParams } from '@tanstack/react-router'
import { useGo, useLive, useQuery, useRows } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { useVisited } from '#kit/slots'
import {
  Crumbs,
  ErrorNotice,
  Inspector,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  Section,
  SeverityMark,
  StatusMark,
} from '#kit/ui'
import { deskApi, type IncidentRow, type ProblemDetail, type ProblemRow } from '../api.ts'
import { DropHint } from '../files/drop-hint.tsx'
import { FileList } from '../files/file-list.tsx'
import { SendingRows } from '../files/sending-rows.tsx'
import { useFiles, type Files, type FilesOf } from '../files/use-files.ts'
import { CaseTimeline } from '../incident/incident-timeline.tsx'
import { incidentShape, levelOf, problemShape } from '../words.ts'
import { ProblemActs } from './problem-acts.tsx'
import '../incident/incident.css'

const SHOWN = ['getProblem', 'readProblemTimeline', 'listProblemAttachments'] as const

/** One problem: what is known of the cause, the incidents it is behind, what was done. */
export function ProblemPage() {
  const t = useText('desk')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(deskApi.query('getProblem', { params: { id } }))
  useLive([`problem:${id}`], { refetch: SHOWN.map((route) => deskApi.key(route)) })
  const back = () => go('/desk/problems')
  if (data && data.problem.id === id) return <Problem key={id} detail={data} onBack={back} />
  return (
    <Panes>
      <Pane bar={<Crumbs items={[t('problems.title')]} />} onBack={back}>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
      </Pane>
    </Panes>
  )
}

function Problem({ detail, onBack }: { detail: ProblemDetail; onBack: () => void }) {
  const t = useText('desk')
  const { problem, incidents } = detail
  const of: FilesOf = { room: 'problem', id: problem.id }
  const files = useFiles(of, true)
  useVisited({ title: `${problem.number} ${problem.subject}`, path: `/desk/problems/${problem.id}` })
  const crumbs = [
    <a key="list" href="/desk/problems" onClick={(event) => (event.preventDefault(), onBack())}>
      {t('problems.title')}
    </a>,
    problem.number,
  ]
  const bar = (
    <>
      <span className="wide cut">
        <Crumbs items={crumbs} />
      </span>
      <span className="right" />
      <ProblemActs detail={detail} />
      <InspectorButton />
    </>
  )
  return (
    <Panes>
      <Pane padded bar={bar} onBack={onBack} foot={<SendingRows files={files} />}>
        <PageHeading title={problem.subject}>
          <b className="phone n">{problem.number}</b>
          <StatusMark shape={problemShape(problem.state)}>{t(`problemState.${problem.state}`)}</StatusMark>
          <SeverityMark level={levelOf(problem.priority)} />
          <span className="nb">{t('problem.incidents', { count: incidents.length })}</span>
        </PageHeading>
        <Known problem={problem} />
        {(files.items.length > 0 || files.mayAttach) && (
          <Section title={t('attachments.title')}>
            <FileList section of={of} files={files} />
          </Section>
        )}
        <Section title={t('tab.timeline')}>
          <ProblemTimeline id={problem.id} files={files} />
        </Section>
      </Pane>
      <DropHint files={files} />
      <Inspector name="desk.problem" label={t('problem.linked')} head={<h2>{t('problem.linked')}</h2>}>
        <Linked incidents={incidents} />
      </Inspector>
    </Panes>
  )
}

const KNOWN = ['pattern', 'description', 'rootCause', 'workaround', 'solution'] as const

/** What is known so far, in the order in which it becomes known. */
function Known({ problem: { fields } }: { problem: ProblemRow }) {
  const t = useText('desk')
  return KNOWN.filter((name) => fields[name] !== undefined).map((name) => (
    <Section key={name} title={t(`problemField.${name}`)}>
      <p className="entry-text">{fields[name]}</p>
    </Section>
  ))
}

function ProblemTimeline({ id, files }: { id: string; files: Files }) {
  const rows = useRows(deskApi.pages('readProblemTimeline', { params: { id }, query: {} }))
  return <CaseTimeline rows={rows} files={files} />
}

function Linked({ incidents }: { incidents: readonly IncidentRow[] }) {
  const t = useText('desk')
  const nameOf = useLocalName()
  const go = useGo()
  if (incidents.length === 0) return <p className="sec t2">{t('problem.noIncidents')}</p>
  return (
    <ul className="col sec">
      {incidents.map(({ id, number, subject, state, customerName, customerAlias }) => (
        <li key={id}>
          <a
            className="row"
            href={`/desk/incidents/${id}`}
            onClick={(event) => {
              event.preventDefault()
              go(`/desk/incidents/${id}`)
            }}
          >
            <StatusMark form="plain" shape={incidentShape(state)}>
              {t(`state.${state}`)}
            </StatusMark>
            <span className="grow cut">
              <span className="n">{number}</span> {subject}
              {customerName && <span className="t2"> · {nameOf(customerName, customerAlias)}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
