/**
 * Who else has this conversation open. Nobody keeps a list: each browser says now and then that it is here, at once
 * when somebody new is heard, and forgets whom it has not heard for a while.
 */
import { useEffect, useEffectEvent, useState } from 'react'
import { nowMs, useLive, useSession, type LiveEvent } from '#kit/data'
import { conversationApi } from '../api.ts'

const BEAT_MS = 30_000
const GONE_MS = 75_000
const WRITING_MS = 6000

export interface Looker {
  readonly agentId: string
  readonly name: string
  readonly writing: boolean
}

interface Heard {
  readonly agentId: string
  readonly name: string
  readonly heardAt: number
  readonly wroteAt: number
}

/** Who looks silently hears of the others and is not heard. */
export function useLookers(conversationId: string, { silent = false } = {}): readonly Looker[] {
  const { user } = useSession()
  const [heard, setHeard] = useState<readonly Heard[]>([])
  const say = useBeat(conversationId, silent)

  const note = (agentId: string, name: string, wroteAt: number | undefined) => {
    const known = heard.find((one) => one.agentId === agentId)
    const now = { agentId, name, heardAt: nowMs(), wroteAt: wroteAt ?? known?.wroteAt ?? 0 }
    setHeard([...heard.filter((one) => one.agentId !== agentId), now])
    return known === undefined
  }
  const hear = ({ name: event, data }: LiveEvent) => {
    const told = data as { agentId?: string; name?: string | null; state?: 'here' | 'gone' }
    if (!told.agentId || told.agentId === user.id) return
    const name = told.name ?? ''
    if (event === 'conversation.typing') note(told.agentId, name, nowMs())
    if (event !== 'conversation.looking') return
    if (told.state === 'gone') setHeard(heard.filter((one) => one.agentId !== told.agentId))
    else if (note(told.agentId, name, undefined)) say('here')
  }
  useLive([`conversation.colleagues:${conversationId}`, `conversation:${conversationId}`], { onEvent: hear })
  useForgetting(heard, setHeard)

  return heard
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ agentId, name, wroteAt }) => ({ agentId, name, writing: nowMs() - wroteAt < WRITING_MS }))
}

/** Says that I am here, while the screen is looked at, and that I am gone. */
function useBeat(conversationId: string, silent: boolean) {
  const say = (state: 'here' | 'gone') => {
    if (silent) return
    const params = { id: conversationId }
    void conversationApi.call.showLooking({ params, body: { state } }).catch(() => undefined)
  }
  const tell = useEffectEvent(say)
  useEffect(() => {
    const beat = () => {
      if (document.visibilityState === 'visible') tell('here')
    }
    beat()
    const timer = setInterval(beat, BEAT_MS)
    document.addEventListener('visibilitychange', beat)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
      tell('gone')
    }
  }, [conversationId])
  return say
}

/** A browser that was closed says nothing; typing ends by itself. */
function useForgetting(heard: readonly Heard[], setHeard: (next: readonly Heard[]) => void): void {
  useEffect(() => {
    if (heard.length === 0) return undefined
    const next = Math.min(
      ...heard.flatMap(({ heardAt, wroteAt }) =>
        wroteAt > 0 && nowMs() - wroteAt < WRITING_MS ? [wroteAt + WRITING_MS] : [heardAt + GONE_MS],
      ),
    )
    const sweep = () => setHeard(heard.filter(({ heardAt }) => nowMs() - heardAt < GONE_MS))
    const timer = setTimeout(sweep, Math.max(0, next - nowMs()) + 50)
    return () => clearTimeout(timer)
  }, [heard, setHeard])
}
