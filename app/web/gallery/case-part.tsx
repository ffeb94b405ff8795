import { Button, Input } from 'antd'
import {
  Activity,
  CalendarDays,
  Check,
  CornerUpLeft,
  Lightbulb,
  MessageCircle,
  Package,
  ShieldCheck,
  Users,
} from 'lucide-react'
import { Sparkline } from '#kit/charts'
import { useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  Avatar,
  Chip,
  Clocks,
  Crumbs,
  DecidingClock,
  EndedClock,
  Inspector,
  InspectorButton,
  KeyValue,
  PageHeading,
  Pane,
  Section,
  SeverityMark,
  StatusMark,
  TabStrip,
  Timeline,
  type TimelineEntry,
} from '#kit/ui'

const at = (time: string) => `2026-11-20T${time}:00+08:00`
const WEAR = [71, 72, 73, 74, 76, 78, 81, 85, 90, 92]

export function CasePart() {
  const t = useText('gallery')
  const [tab, setTab] = useUrlValue('tab', 'all')
  const bar = (
    <>
      <Crumbs items={[t('incidents'), t('myTeam'), 'INC-20418']} />
      <span className="right" />
      <span className="row wide s t3">
        <Avatar name={t('luoQian')} size={28} /> {t('viewing')}
      </span>
      <Button className="wide">{t('pauseClock')}</Button>
      <Button className="wide">{t('reassign')}</Button>
      <Button type="primary" icon={<Check aria-hidden size={14} strokeWidth={1.75} />}>
        {t('restored')}
      </Button>
      <InspectorButton />
    </>
  )
  const tabs = [
    { key: 'all', label: t('all') },
    { key: 'customer', label: t('customerTab'), count: 6 },
    { key: 'internal', label: t('internal'), count: 2 },
    { key: 'system', label: t('system'), count: 9 },
  ]
  return (
    <>
      <Pane padded bar={bar} onBack={() => history.back()}>
        <PageHeading title={t('subject')}>
          <StatusMark shape="half" />
          <SeverityMark level={2} />
          <span>{t('impact')}</span> · <span>{t('openedBy')}</span> · <span>{t('owner')}</span>
        </PageHeading>
        <Clocks>
          <EndedClock label={t('firstResponse')} tookSeconds={240} targetSeconds={900} />
          <EndedClock label={t('diagnosis')} tookSeconds={4200} targetSeconds={7200} />
          <DecidingClock
            label={t('restore')}
            startedAt={at('09:12')}
            dueAt={at('17:12')}
            targetSeconds={28_800}
            expectedAt={at('15:15')}
            risk={0.06}
          />
        </Clocks>
        <TabStrip label={t('incidents')} tabs={tabs} value={tab} onChange={setTab} />
        <Timeline label={t('incidents')} entries={useEntries()} />
      </Pane>
      <CaseInspector />
    </>
  )
}

function useEntries(): TimelineEntry[] {
  const t = useText('gallery')
  const visit = (
    <span className="row" style={{ flexWrap: 'wrap', gap: 12 }}>
      <Avatar name={t('chen')} />
      <span className="md nb">{t('visitLine')}</span>
      <span className="t2 nb">
        <Package aria-hidden size={14} strokeWidth={1.75} style={{ verticalAlign: -2 }} /> {t('partHeld')}
      </span>
      <span className="right">
        <StatusMark shape="new" form="outlined">
          {t('toConfirm')}
        </StatusMark>
      </span>
    </span>
  )
  const wear = (
    <span className="row" style={{ gap: 16, flexWrap: 'wrap' }}>
      <Sparkline values={WEAR} limit={90} summary={t('wear')} />
      <span className="s t2 grow">{t('wear')}</span>
    </span>
  )
  const actor = (name: string, words: string, link?: string) => (
    <>
      <b>{name}</b> {words} {link && <a href="#visit">{link}</a>}
    </>
  )
  const linked = (
    <>
      {t('linked')} <b>{t('liWen')}</b>
      {t('thread')} <a href="#thread">C-55120</a>
    </>
  )
  const entitled = (
    <>
      {t('entitled')} <a href="#agreement">AGR-0031</a> {t('entitledBy')}
    </>
  )
  return [
    {
      id: '1',
      at: at('10:26'),
      icon: CalendarDays,
      tone: 'accent',
      title: actor(t('luoQian'), t('plannedVisit'), 'V-8842'),
      body: visit,
    },
    {
      id: '2',
      at: at('10:22'),
      icon: Users,
      title: actor(t('suQing'), t('diagnosed')),
      body: <span className="t2">{t('smart')}</span>,
    },
    { id: '3', at: at('10:20'), icon: MessageCircle, tone: 'ok', title: linked, body: t('quote') },
    { id: '4', at: at('09:16'), icon: CornerUpLeft, title: actor(t('suQing'), t('took')) },
    { id: '5', at: at('09:13'), icon: ShieldCheck, title: entitled, system: true },
    { id: '6', at: at('09:12'), icon: Activity, title: t('synced'), system: true },
    { id: '7', at: at('09:12'), icon: Activity, title: t('matched'), system: true },
    { id: '8', at: at('09:12'), icon: Activity, tone: 'bad', title: `${t('health')} ALM-7731`, body: wear },
  ]
}

function CaseInspector() {
  const t = useText('gallery')
  const [part, setPart] = useUrlValue('side', 'overview')
  const tabs = [
    { key: 'overview', label: t('overview') },
    { key: 'links', label: t('links'), count: 5 },
    { key: 'tasks', label: t('tasks'), count: 2 },
  ]
  const head = <TabStrip label={t('details')} tabs={tabs} value={part} onChange={setPart} />
  return (
    <Inspector name="gallery.case" label={t('details')} head={head}>
      <Section title={t('customer')}>
        <div className="row">
          <Avatar name={t('liWen')} size={32} />
          <div>
            <b>{t('liWen')}</b>
            <div className="s t2">{t('customerOf')}</div>
          </div>
        </div>
      </Section>
      <Section
        title={t('device')}
        aside={
          <a className="s mono" href="#device">
            PF4K7M2Q
          </a>
        }
      >
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <div className="grow">
            <div className="md">ThinkPad X1 Carbon Gen 11</div>
            <div className="s t2">{t('seat')}</div>
          </div>
          <StatusMark shape="late">{t('health41')}</StatusMark>
        </div>
      </Section>
      <Section title={t('entitlement')} aside={<StatusMark shape="done">{t('covered')}</StatusMark>}>
        <KeyValue
          small
          items={[
            [
              t('agreement'),
              <a key="a" href="#agreement">
                AGR-0031
              </a>,
            ],
            [t('calendar'), t('calendarOf')],
            [t('onsite'), t('onsiteOf')],
          ]}
        />
      </Section>
      <Section hint title={t('sameCause')} icon={Lightbulb}>
        <p>{t('sameCauseOf')}</p>
        <div className="row" style={{ marginTop: 8 }}>
          <Button>{t('linkProblem')}</Button>
          <Button type="text">{t('seeDevices')}</Button>
        </div>
      </Section>
      <Section title={t('tasks')} aside={<Chip>2</Chip>}>
        <Input aria-label={t('toDispatch')} placeholder={t('toDispatch')} />
      </Section>
    </Inspector>
  )
}
