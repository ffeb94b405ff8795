import { Button } from 'antd'
import { Building2, FileSpreadsheet, Plus } from 'lucide-react'
import { useGo, useLive, useMay, useRows, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { DataTable, EmptyState, FilterBar, PageTitle, Pane, Panes, toast, useFilters } from '#kit/ui'
import { flowsApi } from '../../api.ts'
import { CustomerDrawer } from '../form/customer-drawer.tsx'
import { PARTY_KEYS } from '../form/use-archive.ts'
import { ImportDrawer } from '../import/import-drawer.tsx'
import { useCustomerColumns } from './customer-columns.tsx'
import { useCustomerFilters, useCustomerQuery } from './customer-filters.ts'
import '../customers.css'

/** Everybody whom this company serves, by name. */
export function CustomersPage() {
  const t = useText('customers')
  const go = useGo()
  const mayEdit = useMay()('engine.party.edit')
  const [, patch] = useUrlState()
  const filters = useFilters(useCustomerFilters())
  const rows = useRows(flowsApi.pages('listCustomers', { query: useCustomerQuery(filters) }))
  useLive(['engine.organisations'], { refetch: PARTY_KEYS })
  useLive(['desk.incidents'], { refetch: [flowsApi.key('listCustomers')] })
  const add = () => patch({ new: '1' })
  useKeys([{ keys: 'N', titleKey: 'customers:customer.new', group: 'screen', run: add }], mayEdit)
  const addButton = mayEdit && (
    <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={add}>
      {t('customer.new')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {mayEdit && <ImportButton />}
      {addButton}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} searchable />}>
        <DataTable
          name="customers"
          label={t('customers.title')}
          rows={rows}
          columns={useCustomerColumns()}
          rowKey={({ id }) => id}
          filters={filters}
          onOpen={({ id }) => go(`/customers/${id}`)}
          hrefOf={({ id }) => `/customers/${id}`}
          empty={
            <EmptyState
              icon={Building2}
              title={t('customers.empty')}
              hint={t('customers.emptyHint')}
              action={addButton}
              link={mayEdit && <ImportButton />}
            />
          }
        />
      </Pane>
      {mayEdit && <Drawers />}
    </Panes>
  )
}

function ImportButton() {
  const t = useText('customers')
  const [, patch] = useUrlState()
  return (
    <span className="wide">
      <Button
        icon={<FileSpreadsheet aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => patch({ import: '1' })}
      >
        {t('import.open')}
      </Button>
    </span>
  )
}

/** What the address opens beside the list. */
function Drawers() {
  const t = useText('customers')
  const go = useGo()
  const [{ new: adding, import: importing }, patch] = useUrlState()
  if (importing === '1') return <ImportDrawer onClose={() => patch({ import: undefined })} />
  if (adding !== '1') return null
  return (
    <CustomerDrawer
      onSaved={({ id, name }) => {
        toast({ text: t('added', { name }) })
        go(`/customers/${id}`)
      }}
      onClose={() => patch({ new: undefined })}
    />
  )
}
