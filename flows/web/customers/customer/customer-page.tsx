import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery, useUrlState, useUrlValue } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import {
  Chip,
  Crumbs,
  ErrorNotice,
  Facts,
  Inspector,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  PageLink,
  Pane,
  Panes,
  TabStrip,
  toast,
} from '#kit/ui'
import { partyApi, type Organisation } from '../../api.ts'
import { ArchiveButton } from '../form/archive-button.tsx'
import { CustomerDrawer } from '../form/customer-drawer.tsx'
import { PARTY_KEYS, useArchive } from '../form/use-archive.ts'
import { otherName } from '../list/customer-columns.tsx'
import { PeopleList } from '../person/people-list.tsx'
import { SitesList } from '../site/sites-list.tsx'
import { CustomerSide } from './customer-side.tsx'
import { Overview } from './overview.tsx'
import '../customers.css'

/** One customer: who they are, what is open for them, their people and their places. */
export function CustomerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const go = useGo()
  const t = useText('customers')
  const { data, error, refetch } = useQuery(partyApi.query('getOrganisation', { params: { id } }))
  useLive([`organisation:${id}`], { refetch: PARTY_KEYS })
  const back = () => go('/customers')
  if (error)
    return (
      <Panes>
        <Pane onBack={back} bar={<Crumbs items={[t('customers.title')]} />}>
          <ErrorNotice error={error} what={t('customer.failed')} onRetry={() => void refetch()} />
        </Pane>
      </Panes>
    )
  if (!data || data.id !== id) return <ListSkeleton />
  return <Loaded key={id} organisation={data} onBack={back} />
}

function Loaded({ organisation, onBack }: { organisation: Organisation; onBack: () => void }) {
  const t = useText('customers')
  const nameOf = useLocalName()
  const [tab, setTab] = useTab()
  const { id, name, alias } = organisation
  const tabs = (['overview', 'people', 'sites'] as const).map((key) => ({ key, label: t(`tab.${key}`) }))
  const bar = (
    <>
      <Crumbs
        items={[
          <PageLink key="list" path="/customers">
            {t('customers.title')}
          </PageLink>,
          nameOf(name, alias),
        ]}
      />
      <span className="right" />
      <Acts organisation={organisation} />
      <InspectorButton />
    </>
  )
  return (
    <Panes>
      <Pane padded bar={bar} onBack={onBack}>
        <Heading organisation={organisation} />
        <TabStrip label={t('tab.label')} tabs={tabs} value={tab} onChange={setTab} />
        <div className="tab-body">
          {tab === 'overview' && <Overview customerId={id} />}
          {tab === 'people' && <PeopleList organisationId={id} />}
          {tab === 'sites' && <SitesList organisationId={id} />}
        </div>
      </Pane>
      <Inspector name="customers.customer" label={t('customer.details')} head={<h2>{t('customer.details')}</h2>}>
        <CustomerSide organisation={organisation} />
      </Inspector>
    </Panes>
  )
}

/** Another tab begins without what was searched and chosen in the last. */
function useTab(): readonly [string, (tab: string) => void] {
  const [tab] = useUrlValue('tab', 'overview')
  const [search, patch] = useUrlState()
  const nothing = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]))
  return [tab, (next) => patch({ ...nothing, tab: next === 'overview' ? undefined : next })]
}

function Heading({ organisation }: { organisation: Organisation }) {
  const t = useText('customers')
  const nameOf = useLocalName()
  const { name, alias, kind, code, phone, email, locale, vip, archivedAt } = organisation
  const marks = (
    <>
      {kind !== 'customer' && <Chip>{t(`kind.${kind}`)}</Chip>}
      {vip && <Chip tone="accent">{t('vip')}</Chip>}
      {archivedAt !== null && <Chip tone="warn">{t('archive.is')}</Chip>}
    </>
  )
  const facts = [
    [t('column.otherName'), otherName(organisation, nameOf)],
    [t('field.code'), code],
    [t('field.phone'), phone && <a href={`tel:${phone}`}>{phone}</a>],
    [t('field.email'), email && <a href={`mailto:${email}`}>{email}</a>],
    [t('field.locale'), locale && (locale === 'en' ? 'English' : '中文')],
  ] as const
  return (
    <PageHeading title={nameOf(name, alias)} mark={marks}>
      <Facts items={facts.filter(([, value]) => value !== null && value !== '')} />
    </PageHeading>
  )
}

function Acts({ organisation }: { organisation: Organisation }) {
  const t = useText('customers')
  const mayEdit = useMay()('engine.party.edit')
  const [editing, setEditing] = useState(false)
  const { busy, archive } = useArchive('updateOrganisation')
  if (!mayEdit) return null
  const { name, archivedAt } = organisation
  return (
    <>
      <span className="wide">
        <ArchiveButton archivedAt={archivedAt} busy={busy} onArchive={(archived) => archive(organisation, archived)} />
      </span>
      <Button icon={<Pencil aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setEditing(true)}>
        {t('edit')}
      </Button>
      {editing && (
        <CustomerDrawer
          organisation={organisation}
          onSaved={() => {
            toast({ text: t('saved', { name }) })
            setEditing(false)
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  )
}
