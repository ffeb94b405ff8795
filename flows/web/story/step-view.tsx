import { FileCode } from 'lucide-react'
import { useText } from '#kit/i18n'
import type { Step, Story } from './api.ts'
import { Chain } from './chain.tsx'
import { Happenings } from './happenings.tsx'
import { Moved } from './moved.tsx'
import { StepLinks } from './step-links.tsx'
import { DayLane } from './panels/day-lane.tsx'
import { DeviceHealth } from './panels/device-health.tsx'
import { HandOver } from './panels/hand-over.tsx'
import { InvoiceLines } from './panels/invoice-lines.tsx'
import { Phone } from './panels/phone.tsx'
import { Report } from './panels/report.tsx'
import { Review } from './panels/review.tsx'

/** The steps in which Li Wen's phone is what there is to see. */
const TALKS = [2, 5]

interface StepViewProps {
  readonly story: Story
  readonly step: Step
  readonly playing: boolean
}

/** One step: what it tells, the chain of things, what stands on the screens, what happened, which numbers moved. */
export function StepView({ story, step, playing }: StepViewProps) {
  const t = useText('story')
  const talks = TALKS.includes(step.step)
  const waits = step.state === 'waiting' && !playing
  return (
    <article className="story-body" data-step={step.step} aria-busy={playing}>
      <header className="story-head">
        <div>
          <h1>{t(`steps.${step.name}.title`)}</h1>
          <p className="reading t2">{t(`steps.${step.name}.lead`)}</p>
        </div>
        <StepLinks story={story} step={step.step} />
      </header>
      {step.problem && !playing && <p className="note bad">{step.problem}</p>}
      <Chain story={story} step={step} playing={playing} />
      {talks && !waits ? (
        <div className="story-talk">
          <Phone messages={story.panels.phone} />
          <div className="story-beside">
            {step.step === 2 && <HandOver card={story.panels.handOver} />}
            <Moved step={step} />
            <Happenings step={step} playing={playing} />
          </div>
        </div>
      ) : (
        <>
          {!waits && <StepPanels story={story} step={step.step} />}
          <div className="story-duo">
            <Happenings step={step} playing={playing} />
            <Moved step={step} />
          </div>
        </>
      )}
      <p className="s t3 story-file">
        <FileCode aria-hidden size={14} strokeWidth={1.75} />
        <span>{t('file')}</span>
        <span className="mono t2">{step.file}</span>
      </p>
    </article>
  )
}

function StepPanels({ story: { panels, facts }, step }: { story: Story; step: number }) {
  switch (step) {
    case 1:
      return panels.device && <DeviceHealth device={panels.device} />
    case 3:
      return (
        <>
          {panels.lane && <DayLane lane={panels.lane} facts={facts} />}
          <Phone messages={panels.phone} only="link" />
        </>
      )
    case 4:
      return panels.report && <Report report={panels.report} facts={facts} />
    case 6:
      return panels.invoice && <InvoiceLines invoice={panels.invoice} />
    default:
      return panels.review && <Review review={panels.review} facts={facts} />
  }
}
