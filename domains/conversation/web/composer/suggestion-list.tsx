import { useText } from '#kit/i18n'
import { Chip } from '#kit/ui'
import type { Suggestion } from './suggestions.ts'

export const SUGGESTIONS_ID = 'composer-suggestions'

/** Above the text field: walked with the arrow keys, taken with Enter. */
export function SuggestionList({
  items,
  at,
  onPick,
}: {
  items: readonly Suggestion[]
  at: number
  onPick: (item: Suggestion) => void
}) {
  const t = useText('conversation')
  if (items.length === 0) return null
  return (
    <div className="suggestions" id={SUGGESTIONS_ID} role="listbox" aria-label={t('composer.suggestions')}>
      {items.map((item, index) => (
        <div
          key={item.key}
          id={`${SUGGESTIONS_ID}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="suggestion"
          onMouseDown={(event) => {
            event.preventDefault()
            onPick(item)
          }}
        >
          <b className="nb">{item.title}</b>
          {item.macroId && <Chip>{t('macro.one')}</Chip>}
          <span className="s t3 cut">{item.detail}</span>
        </div>
      ))}
    </div>
  )
}
