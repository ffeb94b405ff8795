import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { conversationApi } from '../api.ts'

export interface Assist {
  /** A language model is configured; its buttons are there. */
  readonly hasModel: boolean
  /** Why it cannot be asked at this moment, in words; undefined while it can. */
  readonly rests: string | undefined
}

const LOOK_AGAIN_MS = 30_000

/** Whether the assistant is there, and how it stands. Looked at again while it rests. */
export function useAssist(): Assist {
  const t = useText('conversation')
  const { time } = useFormats()
  const { data } = useQuery({
    ...conversationApi.query('readAssist'),
    refetchInterval: ({ state }) => (state.data?.until ? LOOK_AGAIN_MS : false),
  })
  const hasModel = data !== undefined && data.model !== 'absent'
  const until = data?.until
  return { hasModel, rests: hasModel && until ? t(`assist.${data.model}`, { time: time(until) }) : undefined }
}

export interface NoText {
  readonly because: string
  readonly until: string | null
}

/** Why there is no text, as a person would say it. */
export function useReason(): (none: NoText) => string {
  const t = useText('conversation')
  const { time } = useFormats()
  return ({ because, until }) => t(`assist.${because}`, { time: until === null ? '' : time(until) })
}
