import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useLive, useQuery, useQueryClient } from '#kit/data'
import { storyApi, type Story } from './api.ts'

/** While a step is played the page looks this often for what has happened. */
const LOOK_EVERY_MS = 700
const STEPS = 7

export interface Stage {
  readonly story: Story | undefined
  readonly error: Error | null
  /** The step that is being played. */
  readonly playing: number | undefined
  readonly resetting: boolean
  /** What the last play or reset was refused for. */
  readonly refused: Error | null
  /** The first step that is not done; undefined after the last. */
  readonly next: number | undefined
  playNext(): void
  playAll(): void
  reset(): void
  retry(): void
}

/** Reads the story and plays it; `onStep` hears of each step that begins. */
export function useStory(onStep: (step: number) => void): Stage {
  const cache = useQueryClient()
  const [playing, setPlaying] = useState<number>()
  const query = useQuery({
    ...storyApi.query('readStory'),
    refetchInterval: playing === undefined ? false : LOOK_EVERY_MS,
  })
  useLive(['flows.story'], { refetch: [storyApi.key('readStory')] })
  const readAgain = () => cache.invalidateQueries({ queryKey: storyApi.key('readStory') })
  const play = useMutation({
    retry: false,
    mutationFn: async (upTo: number) => {
      for (let step = nextOf(query.data) ?? STEPS + 1; step <= upTo; step++) {
        setPlaying(step)
        onStep(step)
        await storyApi.call.playStep({ params: { step } })
        await readAgain()
      }
    },
    onSettled: () => {
      setPlaying(undefined)
      return readAgain()
    },
  })
  const reset = useMutation({
    retry: false,
    mutationFn: () => storyApi.call.resetStory(),
    onSuccess: () => onStep(1),
    onSettled: readAgain,
  })
  const next = nextOf(query.data)
  const idle = query.data !== undefined && !play.isPending && !reset.isPending
  const begin = (upTo: number | undefined): void => {
    reset.reset()
    if (idle && upTo !== undefined) play.mutate(upTo)
  }
  return {
    story: query.data,
    error: query.error,
    playing,
    resetting: reset.isPending,
    refused: play.error ?? reset.error,
    next,
    playNext: () => begin(next),
    playAll: () => begin(next === undefined ? undefined : STEPS),
    reset: () => {
      play.reset()
      if (idle) reset.mutate()
    },
    retry: () => void query.refetch(),
  }
}

function nextOf(story: Story | undefined): number | undefined {
  return story?.steps.find(({ state }) => state !== 'done')?.step
}

/** Space and Enter play on, unless they mean the button or field that has the focus. */
export function usePlayKeys(playNext: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event
    const means = target instanceof Element && target.closest('button, a, input, textarea, select, [role="dialog"]')
    if ((key !== ' ' && key !== 'Enter') || means || event.defaultPrevented) return
    event.preventDefault()
    playNext()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
