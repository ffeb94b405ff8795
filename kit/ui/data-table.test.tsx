// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { rowsOf, type Rows } from '#kit/data'
import { show, type Shown } from '#kit/testing'
import type { Column } from './columns.ts'
import { inOrder, moved } from './columns.ts'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { useFilters, type Filter } from './filters.ts'
import { FilterBar } from './filter-bar.tsx'

interface Parcel {
  readonly id: string
  readonly what: string
}

const parcels: readonly Parcel[] = [
  { id: 'P-1', what: 'SSD 1 TB' },
  { id: 'P-2', what: 'Dock' },
  { id: 'P-3', what: 'Battery' },
]
const columns: readonly Column<Parcel>[] = [
  { key: 'id', title: 'Number', role: 'id', render: ({ id }) => id },
  { key: 'what', title: 'What', role: 'subject', render: ({ what }) => what },
]
const filters: readonly Filter[] = [{ name: 'region', label: 'Region', options: [{ value: 'sz', label: 'Shenzhen' }] }]

function Table(props: Partial<DataTableProps<Parcel>> & { rows: Rows<Parcel> }) {
  return (
    <DataTable
      name="test"
      label="Parcels"
      columns={columns}
      rowKey={({ id }) => id}
      empty="Nothing sent yet"
      {...props}
    />
  )
}

function FilteredTable({ rows }: { rows: Rows<Parcel> }) {
  const chosen = useFilters(filters)
  return (
    <>
      <FilterBar filters={chosen} />
      <Table rows={rows} filters={chosen} />
      <output>{JSON.stringify(chosen.values)}</output>
    </>
  )
}

let shown: Shown
beforeAll(() => import('./wide-table.tsx'))
beforeEach(() => {
  localStorage.clear()
  // The widest screen: every layout query matches.
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) => ({ matches: true, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  )
})
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

describe('a table', () => {
  it('opens the row that the keys walk to', async () => {
    const opened: string[] = []
    shown = await show(<Table rows={rowsOf(parcels)} onOpen={({ id }) => opened.push(id)} />)
    for (const key of ['j', 'j', 'j', 'j', 'k', 'Enter']) await shown.press(key)
    expect(opened).toEqual(['P-2'])
  })

  it('offers acts on the rows that X picked, and puts them away afterwards', async () => {
    const bulk = (keys: readonly string[], clear: () => void) => (
      <button type="button" data-act onClick={clear}>
        {`Send ${keys.join(' ')}`}
      </button>
    )
    shown = await show(<Table rows={rowsOf(parcels)} bulk={bulk} />)
    for (const key of ['j', 'x', 'j', 'x']) await shown.press(key)
    expect(shown.find('.bulk-bar').textContent).toContain('2 selectedSend P-1 P-2')
    await shown.click('[data-act]')
    expect(document.querySelector('.bulk-bar')).toBeNull()
  })

  it('loads more on request, while there is more', async () => {
    const loadMore = vi.fn()
    shown = await show(<Table rows={{ ...rowsOf(parcels), hasMore: true, loadMore }} />)
    expect(shown.find('.list-end').textContent).toBe('Load 50 more')
    await shown.click('.list-end button')
    expect(loadMore).toHaveBeenCalledOnce()
  })

  it('keeps old rows when newer ones fail to come, and offers to try again', async () => {
    const retry = vi.fn()
    shown = await show(<Table rows={{ ...rowsOf(parcels), error: new Error('gone'), retry }} />)
    expect(shown.text()).toContain('SSD 1 TB')
    await shown.click('.stale-notice button')
    expect(retry).toHaveBeenCalledOnce()
  })

  it('says what failed when nothing was ever loaded', async () => {
    shown = await show(<Table rows={{ ...rowsOf<Parcel>([]), error: new Error('gone') }} />)
    expect(shown.find('[role="alert"]').textContent).toContain('This part did not load')
  })

  it('says what belongs here when there is nothing', async () => {
    shown = await show(<Table rows={rowsOf<Parcel>([])} />)
    expect(shown.text()).toBe('Nothing sent yet')
  })

  it('names the filter that hides everything, and clears it from the address', async () => {
    shown = await show(<FilteredTable rows={rowsOf<Parcel>([])} />, { address: '/?region=sz' })
    expect(shown.text()).toContain('Nothing matches Region Shenzhen')
    expect(shown.find('output').textContent).toBe('{"region":"sz"}')
    await shown.click('.empty-state button')
    expect(shown.router.state.location.href).toBe('/')
    expect(shown.text()).toContain('Nothing sent yet')
  })
})

describe('columns', () => {
  it('stand in the order of the person, new ones where the page puts them', () => {
    const given = ['a', 'b', 'new', 'c'].map((key) => ({ key, title: key, render: () => key }))
    expect(inOrder(given, ['c', 'a', 'b']).map(({ key }) => key)).toEqual(['c', 'a', 'b', 'new'])
  })

  it.each([
    ['b', -1, ['b', 'a', 'c']],
    ['b', 1, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 1, ['a', 'b', 'c']],
  ] as const)('%s moved by %s', (key, by, expected) => {
    expect(moved(['a', 'b', 'c'], key, by)).toEqual(expected)
  })
})
