import { useParams } from '@tanstack/react-router'
import { useGo, useLive, useMay, useQuery, useUrlValue } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { Slot, useVisited } from '#kit/slots'
import {
  Chip,
  Crumbs,
  DateText,
  ErrorNotice,
  Facts,
  Inspector,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  RelativeTime,
  TabStrip,
  ThingLink,
} from '#kit/ui'
import { fleetApi, type DeviceDetail } from '../api.ts'
import { HealthFigure } from '../health.tsx'
import { DeviceFacts } from './device-facts.tsx'
import { DeviceLife } from './device-life.tsx'
import { Causes, Curves } from './device-history.tsx'
import { StageButton } from './stage-button.tsx'
import { TokenButton } from './token-dialog.tsx'
import '../fleet.css'

/** One device: how well it is and why, what it measured, what it has been through. */
export function DevicePage() {
  const t = useText('fleet')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(fleetApi.query('getDevice', { params: { id } }))
  useLive([`device:${id}`], { refetch: [fleetApi.key('getDevice'), fleetApi.key('readHistory')] })
  const back = () => go('/fleet/devices')
  if (data && data.device.deviceId === id) return <Device key={id} detail={data} onBack={back} />
  return (
    <Panes>
      <Pane bar={<Crumbs items={[t('devices.title')]} />} onBack={back}>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
      </Pane>
    </Panes>
  )
}

function Device({ detail, onBack }: { detail: DeviceDetail; onBack: () => void }) {
  const t = useText('fleet')
  const mayEdit = useMay()('fleet.device.edit')
  const { device, losses, life } = detail
  useVisited({ title: `${device.serial} ${device.model}`, path: `/fleet/devices/${device.deviceId}` })
  const [tab, setTab] = useUrlValue('tab', 'health')
  const crumbs = [
    <a key="list" href="/fleet/devices" onClick={(event) => (event.preventDefault(), onBack())}>
      {t('devices.title')}
    </a>,
    <span key="serial" className="mono">
      {device.serial}
    </span>,
  ]
  const bar = (
    <>
      <Crumbs items={crumbs} />
      <span className="right" />
      <StageButton detail={detail} />
      {mayEdit && (
        <span className="wide">
          <TokenButton device={device} />
        </span>
      )}
      <InspectorButton />
    </>
  )
  const tabs = [
    { key: 'health', label: t('tab.health') },
    { key: 'life', label: t('tab.life') },
  ]
  return (
    <Panes>
      <Pane padded bar={bar} onBack={onBack}>
        <Heading detail={detail} />
        <TabStrip label={t('device.parts')} tabs={tabs} value={tab} onChange={setTab} />
        {tab === 'life' ? (
          <DeviceLife life={life} />
        ) : (
          <>
            <Causes losses={losses} />
            <Curves detail={detail} />
          </>
        )}
      </Pane>
      <Inspector name="fleet.device" label={t('device.details')} head={<h2>{t('device.details')}</h2>}>
        <DeviceFacts device={device} />
        <Slot name="fleet.device.context" props={{ deviceId: device.deviceId }} />
      </Inspector>
    </Panes>
  )
}

function Heading({ detail: { device } }: { detail: DeviceDetail }) {
  const t = useText('fleet')
  const nameOf = useLocalName()
  const { model, inUseSince, warrantyUntil, lastSeenAt, stage } = device
  return (
    <div className="device-heading">
      <PageHeading title={model} mark={<Chip>{t(`stage.${stage}`)}</Chip>}>
        <Facts
          items={[
            [
              t('column.person'),
              <ThingLink key="person" kind="person" id={device.personId}>
                {nameOf(device.personName, device.personAlias) ?? '–'}
              </ThingLink>,
            ],
            [
              t('column.customer'),
              <ThingLink key="customer" kind="customer" id={device.customerId}>
                {nameOf(device.customerName, device.customerAlias) ?? '–'}
              </ThingLink>,
            ],
            [t('column.seen'), <RelativeTime key="seen" at={lastSeenAt} />],
            [t('device.inUseSince'), <DateText key="since" at={inUseSince} />],
            [t('device.warrantyUntil'), <DateText key="warranty" at={warrantyUntil} />],
          ]}
        />
      </PageHeading>
      <HealthFigure device={device} />
    </div>
  )
}
