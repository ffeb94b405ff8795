import { Button } from 'antd'
import { Play, RotateCcw } from 'lucide-react'
import { useCallback } from 'react'
import { useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, ErrorNotice, ListSkeleton, Meter, Pane, Panes } from '#kit/ui'
import type { Story } from './api.ts'
import { StepList } from './step-list.tsx'
import { StepView } from './step-view.tsx'
import { usePlayKeys, useStory, type Stage } from './use-story.ts'
import './story.css'

/** Performs the story against the running system and shows what really happened. */
export function StoryPage() {
  const t = useText('story')
  const [chosen, choose] = useUrlValue('step')
  const stage = useStory(useCallback((step: number) => choose(String(step)), [choose]))
  const { story, error } = stage
  usePlayKeys(stage.playNext)
  if (!story) return error ? <ErrorNotice error={error} onRetry={stage.retry} /> : <ListSkeleton />
  const shown = Number(chosen) || lastPlayed(story)
  const done = story.steps.filter(({ state }) => state === 'done').length
  return (
    <Panes show={chosen === '' ? 'list' : 'main'}>
      <Pane
        kind="list"
        name="story.steps"
        label={t('title')}
        bar={
          <>
            <h2>{t('title')}</h2>
            <Chip>{t('real')}</Chip>
          </>
        }
        foot={<PlayBar stage={stage} />}
      >
        <StepList steps={story.steps} shown={shown} playing={stage.playing} onChoose={(step) => choose(String(step))} />
      </Pane>
      <Pane
        onBack={() => choose('')}
        bar={
          <>
            <span className="t2 n">{t('stepOf', { step: shown, count: story.steps.length })}</span>
            <span className="story-meter wide">
              <Meter share={done / story.steps.length} label={t('progress', { done, count: story.steps.length })} />
            </span>
            <span className="right s t2 wide">{t('demoOnly', { run: story.run ?? 1 })}</span>
          </>
        }
        foot={
          <div className="story-narrow">
            <PlayBar stage={stage} />
          </div>
        }
      >
        {stage.refused && <ErrorNotice error={stage.refused} what={t('notPlayed')} onRetry={stage.playNext} />}
        <StepView story={story} step={story.steps[shown - 1]!} playing={stage.playing === shown} />
      </Pane>
    </Panes>
  )
}

function PlayBar({ stage }: { stage: Stage }) {
  const t = useText('story')
  const { next, playing, resetting } = stage
  const busy = playing !== undefined || resetting
  return (
    <div className="story-play">
      <Button
        type="primary"
        size="large"
        className="grow"
        disabled={next === undefined}
        loading={busy}
        icon={<Play aria-hidden size={16} strokeWidth={1.75} />}
        onClick={stage.playNext}
      >
        {t(next === undefined ? 'allPlayed' : 'playNext')} {next !== undefined && <kbd className="wide">␣</kbd>}
      </Button>
      <Button size="large" disabled={busy || next === undefined} onClick={stage.playAll}>
        {t('playAll')}
      </Button>
      <Button
        size="large"
        disabled={busy}
        aria-label={t('reset')}
        title={t('reset')}
        icon={<RotateCcw aria-hidden size={16} strokeWidth={1.75} />}
        onClick={stage.reset}
      />
    </div>
  )
}

function lastPlayed({ steps }: Story): number {
  return steps.findLast(({ state }) => state !== 'waiting')?.step ?? 1
}
