import { routes, type RouteSet } from '#engine/http'
import { storyContract } from './contract.ts'
import type { StoryParts } from './parts.ts'
import { openPlayer } from './play.ts'
import { readStory } from './state.ts'

export function storyRoutes(parts: StoryParts): RouteSet {
  const player = openPlayer(parts)
  return routes(storyContract, {
    readStory: ({ context }) => readStory(parts, context),
    playStep: async ({ params, context }) => {
      await player.play(context, params.step)
      return readStory(parts, context)
    },
    resetStory: async ({ context }) => {
      await player.reset(context)
      return undefined
    },
  })
}
