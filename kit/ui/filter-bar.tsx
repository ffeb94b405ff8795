import { Input, Popover } from 'antd'
import { Plus, Search as SearchIcon, X } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { filterSentence, type ActiveFilter, type Filter, type Filters } from './filters.ts'
import { OptionList } from './option-list.tsx'

export interface FilterBarProps {
  readonly filters: Filters
  /** Offers a search field; `/` goes to it. */
  readonly searchable?: boolean
  /** At the right end: a view switch, the columns. */
  readonly aside?: ReactNode
}

/** The filters of a list as chips: each names what it narrows by; "add filter" opens the list of the others. */
export function FilterBar({ filters, searchable = false, aside }: FilterBarProps) {
  const t = useText('kit')
  const free = filters.all.filter(({ name }) => !filters.active.some(({ filter }) => filter.name === name))
  return (
    <div className="filter-bar" role="group" aria-label={`${t('filter.list')}: ${filterSentence(filters)}`}>
      {searchable && <ListSearch filters={filters} />}
      {filters.active.map((active) => (
        <ActiveChip key={active.filter.name} active={active} onSet={filters.set} />
      ))}
      {free.length > 0 && <AddFilter free={free} onSet={filters.set} />}
      {aside && <span className="right row">{aside}</span>}
    </div>
  )
}

const TYPING_PAUSE_MS = 250

function ListSearch({ filters }: { filters: Filters }) {
  const t = useText('kit')
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useKeys([{ keys: '/', titleKey: 'kit:filter.search', group: 'screen', run: () => field.current?.focus() }])
  return (
    <Input
      ref={(input) => {
        field.current = input?.input ?? null
      }}
      className="list-search"
      size="small"
      allowClear
      defaultValue={filters.words}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      prefix={<SearchIcon aria-hidden size={14} strokeWidth={1.75} />}
      onChange={({ target }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => filters.search(target.value.trim()), TYPING_PAUSE_MS)
      }}
    />
  )
}

interface ChipProps {
  readonly active: ActiveFilter
  readonly onSet: Filters['set']
}

function ActiveChip({ active: { filter, option }, onSet }: ChipProps) {
  const t = useText('kit')
  const [open, setOpen] = useState(false)
  const pick = (value: string) => {
    setOpen(false)
    onSet(filter.name, value)
  }
  return (
    <span className="filter-chip">
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        content={<OptionList label={filter.label} options={filter.options} value={option.value} onPick={pick} />}
      >
        <button type="button" aria-haspopup="listbox" aria-expanded={open}>
          {filter.label} <b>{option.label}</b>
        </button>
      </Popover>
      <button
        type="button"
        className="filter-remove"
        aria-label={t('filter.remove', { filter: filter.label })}
        onClick={() => onSet(filter.name, undefined)}
      >
        <X aria-hidden size={12} strokeWidth={1.75} />
      </button>
    </span>
  )
}

function AddFilter({ free, onSet }: { free: readonly Filter[]; onSet: Filters['set'] }) {
  const t = useText('kit')
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Filter>()
  const change = (next: boolean) => {
    setOpen(next)
    setChosen(undefined)
  }
  const names = free.map(({ name, label }) => ({ value: name, label }))
  const list = chosen ? (
    <OptionList
      key={chosen.name}
      label={chosen.label}
      options={chosen.options}
      onPick={(value) => {
        change(false)
        onSet(chosen.name, value)
      }}
    />
  ) : (
    <OptionList
      label={t('filter.add')}
      options={names}
      onPick={(name) => setChosen(free.find((filter) => filter.name === name))}
    />
  )
  return (
    <Popover open={open} onOpenChange={change} trigger="click" placement="bottomLeft" arrow={false} content={list}>
      <button type="button" className="filter-add" aria-haspopup="listbox" aria-expanded={open}>
        <Plus aria-hidden size={12} strokeWidth={1.75} /> {t('filter.add')}
      </button>
    </Popover>
  )
}
