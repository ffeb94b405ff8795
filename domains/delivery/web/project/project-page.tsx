import { Button, Modal } from 'antd'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery, useUrlValue } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { useVisited } from '#kit/slots'
import {
  Crumbs,
  ErrorNotice,
  Facts,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  TabStrip,
  ThingLink,
  useScreenWidth,
} from '#kit/ui'
import { deliveryApi, type ProjectDetail } from '../api.ts'
import { ProjectMark } from '../marks.tsx'
import { Checklist } from './checklist.tsx'
import { HandOverTab } from './hand-over.tsx'
import { History } from './history.tsx'
import { Plan } from './plan.tsx'
import { ProjectSide } from './project-side.tsx'
import { useActs } from './use-acts.ts'
import '../foot.css'
import './project.css'

/** One delivery: plan, checklist, acceptance, hand-over. */
export function ProjectPage() {
  const t = useText('delivery')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(deliveryApi.query('getProject', { params: { id } }))
  useLive([`project:${id}`], { refetch: [deliveryApi.key('getProject'), deliveryApi.key('readProjectTimeline')] })
  const phone = useScreenWidth() === 'phone'
  const { number, subject } = data?.project ?? {}
  useVisited(data && { title: `${number} ${subject}`, path: `/delivery/projects/${id}` })
  const back = () => go('/delivery/projects')
  if (!data) {
    return (
      <Panes>
        <Pane onBack={back} bar={<Crumbs items={[t('projects.title'), t('project.title')]} />}>
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
        bar={<ProjectBar detail={data} phone={phone} />}
        foot={phone && <PhoneFoot detail={data} />}
      >
        <ProjectHead detail={data} />
        <ProjectTabs detail={data} />
      </Pane>
      <ProjectSide detail={data} />
    </Panes>
  )
}

function ProjectBar({ detail, phone }: { detail: ProjectDetail; phone: boolean }) {
  const t = useText('delivery')
  const nameOf = useLocalName()
  const { customerName, customerAlias, number } = detail.project
  return (
    <>
      <Crumbs items={[t('projects.title'), nameOf(customerName, customerAlias), number]} />
      <span className="right" />
      {!phone && <ProjectActs detail={detail} />}
      <InspectorButton />
    </>
  )
}

function PhoneFoot({ detail }: { detail: ProjectDetail }) {
  const may = useMay()
  const { isEmpty } = useActs(detail)
  if (!may('delivery.project.edit') || isEmpty) return null
  return (
    <div className="foot-acts">
      <ProjectActs detail={detail} />
    </div>
  )
}

/** The way forward as the one primary act; giving up asks first. */
function ProjectActs({ detail }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const may = useMay()
  const { next, others, perform, isPending } = useActs(detail)
  const [cancelling, setCancelling] = useState(false)
  if (!may('delivery.project.edit')) return null
  return (
    <>
      {others.map((act) => (
        <Button key={act} onClick={() => (act === 'cancel' ? setCancelling(true) : perform(act))}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {next && (
        <Button type="primary" loading={isPending} onClick={() => perform(next)}>
          {t(`act.${next}`)}
        </Button>
      )}
      <CancelDialog
        open={cancelling}
        detail={detail}
        onKeep={() => setCancelling(false)}
        onCancel={() => {
          perform('cancel')
          setCancelling(false)
        }}
      />
    </>
  )
}

interface CancelProps {
  readonly open: boolean
  readonly detail: ProjectDetail
  readonly onKeep: () => void
  readonly onCancel: () => void
}

function CancelDialog({ open, detail: { project, milestones }, onKeep, onCancel }: CancelProps) {
  const t = useText('delivery')
  return (
    <Modal
      open={open}
      title={t('cancel.title', { number: project.number })}
      okText={t('act.cancel')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel.keep')}
      cancelButtonProps={{ autoFocus: true }}
      onCancel={onKeep}
      onOk={onCancel}
    >
      {t('cancel.consequence', { count: milestones.filter(({ reachedOn }) => reachedOn === null).length })}
    </Modal>
  )
}

function ProjectHead({ detail: { project } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const formats = useFormats()
  const nameOf = useLocalName()
  const { subject, state, customerName, customerAlias, ownerName, fields, progress } = project
  return (
    <PageHeading title={subject} mark={<ProjectMark state={state} form="chip" />}>
      <Facts
        items={[
          [
            t('customer'),
            <ThingLink key="customer" kind="customer" id={project.customerId}>
              {nameOf(customerName, customerAlias) ?? '–'}
            </ThingLink>,
          ],
          [t('project.span'), `${formats.date(fields.startsOn)} – ${formats.date(fields.endsOn)}`],
          [t('owner'), ownerName ?? '–'],
          [t('project.progress'), `${progress.reached} / ${progress.total}`],
          ...(fields.budgetMinor === undefined
            ? []
            : [[t('project.budget'), formats.money({ amountMinor: fields.budgetMinor, currency: 'CNY' })] as const]),
        ]}
      />
    </PageHeading>
  )
}

function ProjectTabs({ detail }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const [tab, setTab] = useUrlValue('tab', 'plan')
  const open = detail.checks.filter(({ doneAt }) => doneAt === null).length
  const tabs = [
    { key: 'plan', label: t('tabs.plan'), count: detail.milestones.length },
    { key: 'checks', label: t('tabs.checks'), ...(detail.checks.length > 0 && { count: open }) },
    { key: 'handover', label: t('tabs.handOver') },
    { key: 'history', label: t('tabs.history') },
  ]
  return (
    <>
      <TabStrip label={t('project.title')} tabs={tabs} value={tab} onChange={setTab} />
      <div className="project-tab">
        {tab === 'plan' && <Plan detail={detail} />}
        {tab === 'checks' && <Checklist detail={detail} />}
        {tab === 'handover' && <HandOverTab detail={detail} />}
        {tab === 'history' && <History projectId={detail.project.id} />}
      </div>
    </>
  )
}
