import { Checkbox, Input, Select } from 'antd'
import { ArrowUp, X } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { MacroStep } from '../../contract.ts'

interface StepFieldsProps {
  readonly step: MacroStep
  readonly queues: readonly { readonly queueId: string; readonly name: string }[]
  readonly isFirst: boolean
  readonly onChange: (step: MacroStep) => void
  readonly onUp: () => void
  /** Undefined: the last step that is left cannot be removed. */
  readonly onRemove: (() => void) | undefined
}

/** One step of a macro: what it does, its place, and its way out. */
export function StepFields({ step, queues, isFirst, onChange, onUp, onRemove }: StepFieldsProps) {
  const t = useText('conversation')
  return (
    <li>
      <div className="row">
        <b className="grow">{t(`step.${step.kind}`)}</b>
        {!isFirst && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('replies.up')}
            title={t('replies.up')}
            onClick={onUp}
          >
            <ArrowUp aria-hidden size={14} strokeWidth={1.75} />
          </button>
        )}
        {onRemove && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('replies.drop')}
            title={t('replies.drop')}
            onClick={onRemove}
          >
            <X aria-hidden size={14} strokeWidth={1.75} />
          </button>
        )}
      </div>
      <StepField step={step} queues={queues} onChange={onChange} />
    </li>
  )
}

const PRIORITIES = [0, 1, 2, 3] as const
const REASONS = ['resolved', 'abandoned', 'spam'] as const

function StepField({ step, queues, onChange }: Pick<StepFieldsProps, 'step' | 'queues' | 'onChange'>) {
  const t = useText('conversation')
  const label = t(`step.${step.kind}`)
  switch (step.kind) {
    case 'reply':
    case 'note':
      return (
        <Input.TextArea
          required
          aria-label={label}
          maxLength={4000}
          autoSize={{ minRows: 2, maxRows: 10 }}
          value={step.text}
          onChange={({ target }) => onChange({ ...step, text: target.value })}
        />
      )
    case 'tag':
      return (
        <Select
          mode="tags"
          aria-label={label}
          maxCount={10}
          value={step.tags}
          onChange={(tags: string[]) => onChange({ ...step, tags })}
          tokenSeparators={[',', '，', ' ']}
        />
      )
    case 'priority':
      return (
        <Select
          aria-label={label}
          value={step.priority}
          onChange={(priority: number) => onChange({ ...step, priority })}
          options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
        />
      )
    case 'hand_over':
      return (
        <Select
          aria-label={label}
          value={step.queueId}
          onChange={(queueId: string) => onChange({ ...step, queueId })}
          options={queues.map(({ queueId, name }) => ({ value: queueId, label: name }))}
        />
      )
    case 'close':
      return (
        <div className="row">
          <Select
            className="grow"
            aria-label={label}
            value={step.reason}
            onChange={(reason: (typeof REASONS)[number]) => onChange({ ...step, reason })}
            options={REASONS.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
          />
          <Checkbox checked={step.survey} onChange={({ target }) => onChange({ ...step, survey: target.checked })}>
            {t('close.survey')}
          </Checkbox>
        </div>
      )
  }
}
