import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery, useSession, useUrlValue } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { Slot, useSlotFilled, useVisited } from '#kit/slots'
import {
  Crumbs,
  ErrorNotice,
  Inspector,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  SeverityMark,
  StatusMark,
  TabStrip,
  ThingLink,
} from '#kit/ui'
import { deskApi, type IncidentDetail } from '../api.ts'
import { incidentShape, levelOf } from '../words.ts'
import { ActBar } from './act-bar.tsx'
import { DropHint } from '../files/drop-hint.tsx'
import { FileList } from '../files/file-list.tsx'
import { SendingRows } from '../files/sending-rows.tsx'
import { useFiles, type Files, type FilesOf } from '../files/use-files.ts'
import { WatchButton } from '../watch/watch-button.tsx'
import { Composer, type Kind } from './composer.tsx'
import { IncidentClocks, KeptChip } from './incident-clocks.tsx'
import { IncidentTimeline } from './incident-timeline.tsx'
import { Neighbours } from './neighbours.tsx'
import { Refused } from './refused.tsx'
import { Tasks } from './tasks.tsx'
import { useActing } from './use-acting.ts'
import './incident.css'

/** What flows are told, so that they can say who asks, with which device and what pays. */
interface IncidentContext {
  readonly incidentId: string
  readonly personId: string | null
  readonly customerId: string | null
  readonly deviceId: string | undefined
  readonly conversationId: string | undefined
}

const SHOWN = ['getIncident', 'readTimeline', 'listIncidentAttachments', 'listWatchers'] as const

/** One incident: what was promised, what happened, what to do next. */
export function IncidentPage() {
  const t = useText('desk')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const query = useQuery(deskApi.query('getIncident', { params: { id } }))
  useLive([`incident:${id}`], { refetch: SHOWN.map((route) => deskApi.key(route)) })
  const back = () => go('/desk/incidents')
  const { data, error, refetch } = query
  if (data && data.incident.id === id) return <Incident key={id} detail={data} onBack={back} />
  return (
    <Panes>
      <Pane bar={<Crumbs items={[t('incidents.title')]} />} onBack={back}>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
      </Pane>
    </Panes>
  )
}

function Incident({ detail, onBack }: { detail: IncidentDetail; onBack: () => void }) {
  const t = useText('desk')
  const { incident } = detail
  const { id, number, personId, customerId, fields } = incident
  useVisited({ title: `${number} ${incident.subject}`, path: `/desk/incidents/${id}` })
  const acting = useActing(detail)
  const mayWork = useMay()('desk.incident.work')
  const [kind, setKind] = useState<Kind>('note')
  const of: FilesOf = { room: 'incident', id }
  const ofCustomer = useSession().customerId !== null
  const internal = mayWork ? kind === 'note' : !ofCustomer
  const files = useFiles(of, internal)
  const context: IncidentContext = {
    incidentId: id,
    personId,
    customerId,
    deviceId: fields.deviceId,
    conversationId: fields.conversationId,
  }
  const crumbs = [
    <a key="list" href="/desk/incidents" onClick={(event) => (event.preventDefault(), onBack())}>
      {t('incidents.title')}
    </a>,
    number,
  ]
  const bar = (
    <>
      <span className="wide cut">
        <Crumbs items={crumbs} />
      </span>
      <Neighbours id={id} />
      <span className="right" />
      <ActBar detail={detail} acting={acting} />
    </>
  )
  return (
    <Panes>
      <Pane
        padded
        bar={bar}
        onBack={onBack}
        foot={mayWork ? <Composer id={id} kind={kind} onKind={setKind} files={files} /> : <SendingRows files={files} />}
      >
        <Heading detail={detail} />
        <Refused acting={acting} />
        <IncidentClocks detail={detail} />
        <Tabs detail={detail} context={context} of={of} files={files} />
      </Pane>
      <DropHint files={files} {...(mayWork && { internal })} />
      <Inspector name="desk.incident" label={t('incident.details')} head={<h2>{t('incident.details')}</h2>}>
        <Slot name="desk.incident.context" props={context} />
      </Inspector>
    </Panes>
  )
}

function Heading({ detail: { incident, clocks } }: { detail: IncidentDetail }) {
  const t = useText('desk')
  const { number, subject, state, priority, assigneeName, fields } = incident
  const customerName = useLocalName()(incident.customerName, incident.customerAlias)
  return (
    <PageHeading title={subject}>
      <b className="phone n">{number}</b>
      <StatusMark shape={incidentShape(state)}>{t(`state.${state}`)}</StatusMark>
      <SeverityMark level={levelOf(priority)} />
      <KeptChip clocks={clocks} />
      {customerName && (
        <>
          <span className="nb">
            <ThingLink kind="customer" id={incident.customerId}>
              {customerName}
            </ThingLink>
          </span>
          <span aria-hidden>·</span>
        </>
      )}
      <span className="nb">{t(`origin.${fields.origin}`)}</span>
      <span aria-hidden>·</span>
      <span className="nb">{assigneeName === null ? t('owner.none') : t('owner.is', { name: assigneeName })}</span>
      <WatchButton id={incident.id} />
    </PageHeading>
  )
}

interface TabsProps {
  readonly detail: IncidentDetail
  readonly context: IncidentContext
  readonly of: FilesOf
  readonly files: Files
}

function Tabs({ detail, context, of, files }: TabsProps) {
  const t = useText('desk')
  const [tab, setTab] = useUrlValue('tab', 'timeline')
  const hasDevice = useSlotFilled('desk.incident.device') && context.deviceId !== undefined
  const tabs = [
    { key: 'timeline', label: t('tab.timeline') },
    ...(hasDevice ? [{ key: 'device', label: t('tab.device') }] : []),
    { key: 'tasks', label: t('tab.tasks'), count: detail.incident.openTasks },
    { key: 'files', label: t('tab.files'), count: files.items.length },
  ]
  return (
    <>
      <TabStrip label={t('incident.parts')} tabs={tabs} value={tab} onChange={setTab} />
      {tab === 'device' && hasDevice && <Slot name="desk.incident.device" props={context} />}
      {tab === 'tasks' && <Tasks detail={detail} />}
      {tab === 'files' && <FileList of={of} files={files} />}
      {tab === 'timeline' && <IncidentTimeline id={detail.incident.id} files={files} />}
    </>
  )
}
