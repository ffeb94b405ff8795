import { Input } from 'antd'
import { Check } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { useText } from '#kit/i18n'
import type { FilterOption } from './filters.ts'

export interface OptionListProps {
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly value?: string
  readonly onPick: (value: string) => void
}

/** From this many options on, a field to search them stands above. */
const SEARCH_FROM = 8

/** A short list to choose one from, by arrow keys and Enter or by the mouse. */
export function OptionList({ label, options, value, onPick }: OptionListProps) {
  const t = useText('kit')
  const id = useId()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const shown = options.filter((option) => option.label.toLowerCase().includes(words.toLowerCase()))
  function step(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && shown.length > 0) {
      event.preventDefault()
      setAt((at + by + shown.length) % shown.length)
    }
    const current = shown[at]
    if (event.key === 'Enter' && current) onPick(current.value)
  }
  const focusOnOpen = (element: HTMLElement | null) => element?.focus()
  return (
    <div className="option-list" onKeyDown={step}>
      {options.length >= SEARCH_FROM && (
        <Input
          autoFocus
          size="small"
          placeholder={label}
          aria-label={label}
          aria-controls={id}
          onChange={({ target }) => {
            setWords(target.value)
            setAt(0)
          }}
        />
      )}
      <div
        role="listbox"
        id={id}
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={`${id}-${at}`}
        ref={options.length < SEARCH_FROM ? focusOnOpen : null}
      >
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === value}
            className={index === at ? 'option at' : 'option'}
            onClick={() => onPick(option.value)}
            onPointerMove={() => setAt(index)}
          >
            <span className="cut">{option.label}</span>
            {option.value === value && <Check aria-hidden size={14} strokeWidth={1.75} />}
          </div>
        ))}
        {shown.length === 0 && <p className="s t3">{t('filter.none')}</p>}
      </div>
    </div>
  )
}
