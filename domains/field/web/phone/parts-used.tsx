import { Button, Checkbox, Input, InputNumber } from 'antd'
import { Plus, X } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { DraftPart } from './visit-draft.ts'

const NONE: Omit<DraftPart, 'key'> = {
  code: '',
  name: '',
  quantity: 1,
  newSerial: '',
  oldSerial: '',
  defectiveBack: false,
}

/** What was fitted, with both serials, and whether the old one goes back to the store. */
export function PartsUsed({
  parts,
  onChange,
}: {
  parts: readonly DraftPart[]
  onChange: (parts: readonly DraftPart[]) => void
}) {
  const t = useText('field')
  const change = (key: string, part: Partial<DraftPart>) =>
    onChange(parts.map((other) => (other.key === key ? { ...other, ...part } : other)))
  return (
    <section className="phone-block" data-parts="parts">
      <h3>{t('used.title')}</h3>
      {parts.length === 0 && <p className="s t2 block-note">{t('used.none')}</p>}
      {parts.map((part) => (
        <PartFields
          key={part.key}
          part={part}
          onChange={(next) => change(part.key, next)}
          onRemove={() => onChange(parts.filter(({ key }) => key !== part.key))}
        />
      ))}
      <Button
        type="text"
        size="large"
        className="block-add"
        icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => onChange([...parts, { key: crypto.randomUUID(), ...NONE }])}
      >
        {t('used.add')}
      </Button>
    </section>
  )
}

interface PartProps {
  readonly part: DraftPart
  readonly onChange: (part: Partial<DraftPart>) => void
  readonly onRemove: () => void
}

function PartFields({ part, onChange, onRemove }: PartProps) {
  const t = useText('field')
  return (
    <fieldset className="part-fields">
      <legend className="visually-hidden">{part.name || part.code || t('used.part')}</legend>
      <div className="row">
        {part.name === '' ? (
          <Input
            size="large"
            className="grow"
            aria-label={t('used.code')}
            placeholder={t('used.code')}
            value={part.code}
            onChange={({ target }) => onChange({ code: target.value })}
          />
        ) : (
          <span className="grow">
            <b className="md">{part.name}</b> <span className="s t3 mono">{part.code}</span>
          </span>
        )}
        <InputNumber
          size="large"
          min={1}
          max={100}
          className="part-quantity"
          aria-label={t('used.quantity')}
          value={part.quantity}
          onChange={(quantity) => onChange({ quantity: quantity ?? 1 })}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t('used.remove')}
          title={t('used.remove')}
          onClick={onRemove}
        >
          <X aria-hidden size={20} strokeWidth={1.75} />
        </button>
      </div>
      <div className="part-serials">
        <SerialField
          label={t('used.newSerial')}
          value={part.newSerial}
          onChange={(newSerial) => onChange({ newSerial })}
        />
        <SerialField
          label={t('used.oldSerial')}
          value={part.oldSerial}
          onChange={(oldSerial) => onChange({ oldSerial })}
        />
      </div>
      <Checkbox checked={part.defectiveBack} onChange={({ target }) => onChange({ defectiveBack: target.checked })}>
        {t('used.defectiveBack')}
      </Checkbox>
    </fieldset>
  )
}

function SerialField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="phone-field">
      <span className="s t2">{label}</span>
      <Input
        size="large"
        className="mono"
        autoCapitalize="characters"
        autoComplete="off"
        maxLength={64}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}
