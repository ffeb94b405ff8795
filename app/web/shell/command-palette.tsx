import { Modal } from 'antd'
import { Search } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { Shortcut } from '#kit/ui'
import { useOffers, type Offer } from './offers.ts'

/** Find or do anything: pages, acts, and things by their words. Ctrl K, arrows, Enter. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText('app')
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      title={t('palette.title')}
      styles={{ header: { display: 'none' } }}
      width={640}
      style={{ top: 96 }}
      classNames={{ body: 'palette' }}
      destroyOnHidden
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  )
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const t = useText('app')
  const id = useId()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const { offers, asking } = useOffers(words, useMay())
  const run = (offer: Offer | undefined) => {
    if (!offer) return
    onClose()
    offer.run()
  }
  function step(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && offers.length > 0) {
      event.preventDefault()
      setAt((at + by + offers.length) % offers.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(offers[at])
  }
  return (
    <div onKeyDown={step}>
      <label className="palette-field">
        <Search aria-hidden size={16} strokeWidth={1.75} />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={`${id}-${at}`}
          aria-label={t('palette.title')}
          placeholder={t('palette.hint')}
          value={words}
          onChange={({ target }) => {
            setWords(target.value)
            setAt(0)
          }}
        />
      </label>
      <div className="palette-list" role="listbox" id={id} aria-label={t('palette.title')}>
        {offers.map((offer, index) => (
          <OfferRow
            key={offer.id}
            id={`${id}-${index}`}
            offer={offer}
            head={offers[index - 1]?.group === offer.group ? undefined : offer.group}
            at={index === at}
            onPick={() => run(offer)}
            onPoint={() => setAt(index)}
          />
        ))}
        {offers.length === 0 && (
          <p className="palette-nothing t2">{asking ? t('palette.asking') : t('palette.nothing', { words })}</p>
        )}
      </div>
    </div>
  )
}

interface OfferRowProps {
  readonly id: string
  readonly offer: Offer
  readonly head: string | undefined
  readonly at: boolean
  readonly onPick: () => void
  readonly onPoint: () => void
}

function OfferRow({ id, offer: { icon: Icon, title, detail, keys }, head, at, onPick, onPoint }: OfferRowProps) {
  return (
    <>
      {head && (
        <div className="context-group" aria-hidden>
          {head}
        </div>
      )}
      <div
        role="option"
        id={id}
        aria-selected={at}
        className={at ? 'palette-offer at' : 'palette-offer'}
        onClick={onPick}
        onPointerMove={onPoint}
        ref={at ? intoView : null}
      >
        {Icon ? <Icon aria-hidden size={16} strokeWidth={1.75} /> : <span className="palette-gap" />}
        <span className="cut">{title}</span>
        {detail && <span className="s t3 cut">{detail}</span>}
        {keys && (
          <span className="right">
            <Shortcut keys={keys} />
          </span>
        )}
      </div>
    </>
  )
}

/** Newer browsers answer scrollIntoView with a promise, which a ref must not hand on. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
