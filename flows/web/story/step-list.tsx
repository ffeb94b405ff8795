import { Check, X } from 'lucide-react'
import { useFormats, useText } from '#kit/i18n'
import type { Step } from './api.ts'

interface StepListProps {
  readonly steps: readonly Step[]
  readonly shown: number
  readonly playing: number | undefined
  readonly onChoose: (step: number) => void
}

/** The seven, each with its state and how long it took. */
export function StepList({ steps, shown, playing, onChoose }: StepListProps) {
  const t = useText('story')
  return (
    <ol className="story-steps" aria-label={t('title')}>
      {steps.map((step) => (
        <li key={step.step} className={step.step === playing ? 'running' : step.state}>
          <button
            type="button"
            aria-current={step.step === shown ? 'step' : undefined}
            onClick={() => onChoose(step.step)}
          >
            <StepMark step={step} running={step.step === playing} />
            <span className="story-step-words">
              <b>{t(`steps.${step.name}.title`)}</b>
              <span className="s t2">{t(`steps.${step.name}.hint`)}</span>
            </span>
            <StepTime step={step} running={step.step === playing} />
          </button>
        </li>
      ))}
    </ol>
  )
}

function StepMark({ step: { state, step }, running }: { step: Step; running: boolean }) {
  const t = useText('story')
  const word = running ? t('state.running') : t(`state.${state}`)
  return (
    <span className="story-mark n" title={word}>
      <span className="visually-hidden">{word}</span>
      {state === 'done' ? (
        <Check aria-hidden size={14} strokeWidth={2.25} />
      ) : state === 'failed' && !running ? (
        <X aria-hidden size={14} strokeWidth={2.25} />
      ) : (
        <span aria-hidden>{step}</span>
      )}
    </span>
  )
}

function StepTime({ step: { state, seconds }, running }: { step: Step; running: boolean }) {
  const t = useText('story')
  const f = useFormats()
  if (running) return <span className="s accent">{t('state.running')}</span>
  if (state === 'failed') return <span className="s bad">{t('state.failed')}</span>
  return <span className="s t2 n">{seconds === null ? '' : f.unit(Math.round(seconds * 10) / 10, 's')}</span>
}
