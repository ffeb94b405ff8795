import { MonitorSmartphone } from 'lucide-react'
import { useMemo } from 'react'
import { useGo, useLive, useMay, useQuery, useRows } from '#kit/data'
import { localName, useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  useFilters,
  type Column,
  type Filter,
} from '#kit/ui'
import { fleetApi, partyApi, type DeviceRow } from './api.ts'
import { RegisterButton } from './register-device.tsx'
import { HealthMark } from './health.tsx'
import './fleet.css'

/** Every device, the worst health first. */
export function DevicesPage() {
  const t = useText('fleet')
  const go = useGo()
  const filters = useFilters(useDeviceFilters())
  const { state, customer } = filters.values
  const query = {
    ...(state && { state: state as 'act' }),
    ...(customer && { customerId: customer }),
    ...(filters.words && { text: filters.words }),
  }
  const rows = useRows(fleetApi.pages('listDevices', { query }))
  useLive(['fleet.devices'], { refetch: [fleetApi.key('listDevices'), fleetApi.key('countDevices')] })
  return (
    <Panes>
      <Pane
        bar={
          <>
            <PageTitle />
            <Counts />
            <span className="right" />
            <RegisterButton />
          </>
        }
        head={<FilterBar filters={filters} searchable />}
      >
        <DataTable
          name="fleet.devices"
          label={t('devices.title')}
          rows={rows}
          columns={useDeviceColumns()}
          rowKey={({ deviceId }) => deviceId}
          filters={filters}
          onOpen={({ deviceId }) => go(`/fleet/devices/${deviceId}`)}
          hrefOf={({ deviceId }) => `/fleet/devices/${deviceId}`}
          empty={<EmptyState icon={MonitorSmartphone} title={t('devices.empty')} hint={t('devices.emptyHint')} />}
        />
      </Pane>
    </Panes>
  )
}

function Counts() {
  const t = useText('fleet')
  const { number } = useFormats()
  const { data } = useQuery(fleetApi.query('countDevices'))
  if (!data) return null
  return (
    <span className="s t2 n wide">
      {t('devices.counts', { total: number(data.total) })}
      {data.act > 0 && <span className="bad"> · {t('devices.act', { shown: number(data.act) })}</span>}
      {data.offline > 0 && <span> · {t('devices.offline', { shown: number(data.offline) })}</span>}
    </span>
  )
}

const CUSTOMERS_MAX = 200

function useDeviceFilters(): readonly Filter[] {
  const t = useText('fleet')
  const may = useMay()
  const locale = useLocale()
  const query = { kind: 'customer', limit: CUSTOMERS_MAX } as const
  const { data } = useQuery({ ...partyApi.query('listOrganisations', { query }), enabled: may('engine.party.read') })
  return useMemo(() => {
    const states = ['act', 'watch', 'healthy', 'offline'].map((value) => ({ value, label: t(`health.${value}`) }))
    const customers = (data?.items ?? []).map(({ id, name, alias }) => ({
      value: id,
      label: localName(locale, name, alias),
    }))
    return [
      { name: 'state', label: t('column.state'), options: states },
      { name: 'customer', label: t('column.customer'), options: customers },
    ]
  }, [t, data, locale])
}

function useDeviceColumns(): readonly Column<DeviceRow>[] {
  const t = useText('fleet')
  const nameOf = useLocalName()
  return useMemo<readonly Column<DeviceRow>[]>(
    () => [
      { key: 'mark', title: '', role: 'mark', render: (device) => <HealthMark device={device} /> },
      {
        key: 'serial',
        title: t('column.serial'),
        role: 'id',
        render: ({ serial }) => <span className="mono">{serial}</span>,
      },
      { key: 'model', title: t('column.model'), role: 'subject', render: ({ model }) => model },
      {
        key: 'person',
        title: t('column.person'),
        render: ({ personName, personAlias }) => nameOf(personName, personAlias) ?? <span className="t3">–</span>,
      },
      {
        key: 'customer',
        title: t('column.customer'),
        render: ({ customerName, customerAlias }) =>
          nameOf(customerName, customerAlias) ?? <span className="t3">–</span>,
      },
      {
        key: 'health',
        title: t('column.health'),
        role: 'end',
        align: 'right',
        render: ({ health, healthState }) => (
          <span className={healthState === 'act' ? 'bad sb n' : healthState === 'watch' ? 'warn sb n' : 'n'}>
            {health}
          </span>
        ),
      },
      {
        key: 'seen',
        title: t('column.seen'),
        wideOnly: true,
        render: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
      },
      { key: 'brand', title: t('column.brand'), optional: true, render: ({ brand }) => brand },
      {
        key: 'site',
        title: t('column.site'),
        optional: true,
        render: ({ siteName, siteAlias }) => nameOf(siteName, siteAlias) ?? '–',
      },
      { key: 'stage', title: t('column.stage'), optional: true, render: ({ stage }) => t(`stage.${stage}`) },
    ],
    [t, nameOf],
  )
}
