import { Button } from 'antd'
import { MapPin, MapPinPlus } from 'lucide-react'
import { useMemo } from 'react'
import { useLive, useMay, useQuery, useRows, useUrlState } from '#kit/data'
import { useLocalName, useText } from '#kit/i18n'
import { PlaceMap } from '#kit/map'
import { DataTable, EmptyState, FilterBar, toast, useFilters, useScreenWidth, type Column } from '#kit/ui'
import { partyApi, type Site } from '../../api.ts'
import { PARTY_KEYS } from '../form/use-archive.ts'
import { placeOf } from './position-fields.tsx'
import { SiteDrawer } from './site-drawer.tsx'
import { SiteShown } from './site-shown.tsx'

/** The sites of a customer, as a list and on a map. */
export function SitesList({ organisationId }: { organisationId: string }) {
  const t = useText('customers')
  const nameOf = useLocalName()
  const [{ site: chosen }, patch] = useUrlState()
  const filters = useFilters(useSiteFilters())
  const { archived } = filters.values
  const query = {
    organisationId,
    ...(archived && { archived: archived as never }),
    ...(filters.words && { text: filters.words }),
  }
  const rows = useRows(partyApi.pages('listSites', { query }))
  useLive(['engine.sites'], { refetch: PARTY_KEYS })
  const open = (id: string) => patch({ site: id }, { push: true })
  const wide = useScreenWidth() !== 'phone'
  const places = useMemo(
    () => rows.items.flatMap((site) => placeOf(site, nameOf)).map((place) => ({ ...place, named: wide })),
    [rows.items, nameOf, wide],
  )
  return (
    <>
      <FilterBar filters={filters} searchable aside={<NewSiteButton />} />
      <DataTable
        name="customers.sites"
        label={t('sites.title')}
        rows={rows}
        columns={useSiteColumns()}
        rowKey={({ id }) => id}
        filters={filters}
        onOpen={({ id }) => open(id)}
        empty={
          <EmptyState icon={MapPin} title={t('sites.empty')} hint={t('sites.emptyHint')} action={<NewSiteButton />} />
        }
      />
      {/* One mark on an empty ground tells nothing. */}
      {places.length > 1 && (
        <div className="sites-map">
          <PlaceMap
            label={t('site.map')}
            places={places}
            selected={typeof chosen === 'string' ? chosen : undefined}
            onSelect={open}
          />
        </div>
      )}
      <ChosenSite organisationId={organisationId} />
    </>
  )
}

function NewSiteButton() {
  const t = useText('customers')
  const [, patch] = useUrlState()
  if (!useMay()('engine.party.edit')) return null
  return (
    <Button
      icon={<MapPinPlus aria-hidden size={14} strokeWidth={1.75} />}
      onClick={() => patch({ site: 'new' }, { push: true })}
    >
      {t('site.new')}
    </Button>
  )
}

/** The site that the address names. */
function ChosenSite({ organisationId }: { organisationId: string }) {
  const t = useText('customers')
  const mayEdit = useMay()('engine.party.edit')
  const [{ site: chosen }, patch] = useUrlState()
  const id = typeof chosen === 'string' && chosen !== 'new' ? chosen : undefined
  const { data } = useQuery({
    ...partyApi.query('getSite', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
  })
  const close = () => patch({ site: undefined })
  const site = data?.id === id ? data : undefined
  if (chosen === undefined || (id && !site)) return null
  if (site && !mayEdit) return <SiteShown site={site} onClose={close} />
  if (!mayEdit) return null
  const saved = ({ name }: Site) => {
    toast({ text: t(id ? 'saved' : 'added', { name }) })
    close()
  }
  return <SiteDrawer key={id ?? 'new'} organisationId={organisationId} site={site} onSaved={saved} onClose={close} />
}

function useSiteFilters() {
  const t = useText('customers')
  return useMemo(
    () => [{ name: 'archived', label: t('archive.label'), options: [{ value: 'true', label: t('yes') }] }],
    [t],
  )
}

function useSiteColumns(): readonly Column<Site>[] {
  const t = useText('customers')
  const nameOf = useLocalName()
  return useMemo<readonly Column<Site>[]>(
    () => [
      { key: 'name', title: t('field.name'), role: 'subject', render: ({ name, alias }) => nameOf(name, alias) },
      {
        key: 'code',
        title: t('field.code'),
        wideOnly: true,
        render: ({ code }) => <span className="n">{code ?? '–'}</span>,
      },
      { key: 'address', title: t('field.address'), render: ({ address }) => address },
      { key: 'zone', title: t('field.zone'), wideOnly: true, render: ({ zone }) => zone },
      {
        key: 'place',
        title: t('site.position'),
        role: 'end',
        render: ({ longitude }) => (
          <span className={longitude === null ? 'warn' : 't2'}>
            {t(longitude === null ? 'site.nowhere' : 'site.located')}
          </span>
        ),
      },
    ],
    [t, nameOf],
  )
}
