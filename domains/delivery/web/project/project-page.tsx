import { Button, Modal } from 'antd'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Crumbs, ErrorNotice, Facts, InspectorButton, ListSkeleton, PageHeading, Pane, Panes, TabStrip } from '#kit/ui'
import { deliveryApi, type ProjectDetail } from '../api.ts'
import { ProjectMark } from '../marks.tsx'
import { Checklist } from './checklist.tsx'
import { HandOverTab } from './hand-over.tsx'
import { History } from './history.tsx'
import { Plan } from './plan.tsx'
import { ProjectSide } from './project-side.tsx'
import { useActs } from './use-acts.ts'
import './project.css'

/** One delivery: plan, checklist, acceptance, hand-over. */
export function ProjectPage() {
  const t = useText('delivery')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(deliveryApi.query('getProject', { params: { id } }))
  useLive([`project:${id}`], { refetch: [deliveryApi.key('getProject'), deliveryApi.key('readProjectTimeline')] })
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
      <Pane padded onBack={back} bar={<ProjectBar detail={data} />}>
        <ProjectHead detail={data} />
        <ProjectTabs detail={data} />
      </Pane>
      <ProjectSide detail={data} />
    </Panes>
  )
}

function ProjectBar({ detail }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const may = useMay()
  const { project } = detail
  const { next, others, perform, isPending } = useActs(detail)
  const canEdit = may('delivery.project.edit')
  const [cancelling, setCancelling] = useState(false)
  const open = detail.milestones.filter(({ reachedOn }) => reachedOn === null).length
  return (
    <>
      <Crumbs items={[t('projects.title'), project.customerName, project.number]} />
      <span className="right" />
      {canEdit &&
        others.map((act) => (
          <Button key={act} className="wide" onClick={() => (act === 'cancel' ? setCancelling(true) : perform(act))}>
            {t(`act.${act}`)}
          </Button>
        ))}
      {canEdit && next && (
        <Button type="primary" loading={isPending} onClick={() => perform(next)}>
          {t(`act.${next}`)}
        </Button>
      )}
      <InspectorButton />
      <Modal
        open={cancelling}
        title={t('cancel.title', { number: project.number })}
        okText={t('act.cancel')}
        okButtonProps={{ danger: true }}
        cancelText={t('cancel.keep')}
        cancelButtonProps={{ autoFocus: true }}
        onCancel={() => setCancelling(false)}
        onOk={() => {
          perform('cancel')
          setCancelling(false)
        }}
      >
        {t('cancel.consequence', { count: open })}
      </Modal>
    </>
  )
}

function ProjectHead({ detail: { project } }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const formats = useFormats()
  const { subject, state, customerName, ownerName, fields, progress } = project
  return (
    <PageHeading title={subject} mark={<ProjectMark state={state} form="chip" />}>
      <Facts
        items={[
          [t('customer'), customerName ?? '–'],
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
