import { Input, Segmented } from 'antd'
import { useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import type { KeptFile, Shelf } from '../offline/entries.ts'
import { PartsUsed } from './parts-used.tsx'
import { Photos } from './photos.tsx'
import { Signature } from './signature.tsx'
import type { VisitDraft } from './visit-draft.ts'

export interface ReportFormProps {
  readonly draft: VisitDraft
  readonly change: (part: Partial<VisitDraft>) => void
  readonly checklist: readonly string[]
  readonly files: Shelf<KeptFile>
}

/** What is told about the visit; every tick and letter stays on the phone from the moment it is made. */
export function ReportForm({ draft, change, checklist, files }: ReportFormProps) {
  return (
    <>
      <Checklist draft={draft} change={change} checklist={checklist} />
      <PartsUsed parts={draft.parts} onChange={(parts) => change({ parts })} />
      <Photos ids={draft.photos} files={files} onChange={(photos) => change({ photos })} />
      <Outcome draft={draft} change={change} />
      <Signature draft={draft} change={change} files={files} />
    </>
  )
}

function Checklist({ draft: { ticked }, change, checklist }: Omit<ReportFormProps, 'files'>) {
  const t = useText('field')
  const done = checklist.filter((item) => ticked.includes(item)).length
  const toggle = (item: string) =>
    change({ ticked: ticked.includes(item) ? ticked.filter((other) => other !== item) : [...ticked, item] })
  return (
    <section className="phone-block" data-parts="steps">
      <h3>
        {t('checklist.title')}
        <span className="right n t2">
          {done} / {checklist.length}
        </span>
      </h3>
      {checklist.map((item) => {
        const on = ticked.includes(item)
        return (
          <button
            key={item}
            type="button"
            role="checkbox"
            aria-checked={on}
            className="phone-row tick"
            onClick={() => toggle(item)}
          >
            <span className={on ? 'mark ok' : 'mark accent'}>
              <Shape name={on ? 'done' : 'open'} size={22} />
            </span>
            <span className={on ? 'grow t2' : 'grow'}>{item}</span>
          </button>
        )
      })}
    </section>
  )
}

function Outcome({ draft, change }: Pick<ReportFormProps, 'draft' | 'change'>) {
  const t = useText('field')
  const value = draft.solved === undefined ? '' : draft.solved ? 'yes' : 'no'
  return (
    <section className="phone-block" data-parts="solved note">
      <h3>{t('outcome.title')}</h3>
      <Segmented
        block
        size="large"
        aria-label={t('outcome.title')}
        value={value}
        options={[
          { value: 'yes', label: t('outcome.solved') },
          { value: 'no', label: t('outcome.again') },
        ]}
        onChange={(next) => change({ solved: next === 'yes' })}
      />
      <label className="phone-field">
        <span className="s t2">{t('outcome.note')}</span>
        <Input.TextArea
          size="large"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={4000}
          value={draft.note}
          onChange={({ target }) => change({ note: target.value })}
        />
      </label>
    </section>
  )
}
