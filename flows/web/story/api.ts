import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { storyContract, type storyState } from '../../story/contract.ts'

export const storyApi = apiOf('story', storyContract)

export type Story = z.infer<typeof storyState>
export type Step = Story['steps'][number]
export type Facts = Story['facts']
export type Panels = Story['panels']
