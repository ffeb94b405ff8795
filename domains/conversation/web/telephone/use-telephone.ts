import { useEffect, useState } from 'react'
import { useCommand, useQueryClient } from '#kit/data'
import { currentLocale } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

export type TelephoneState = Awaited<ReturnType<typeof conversationApi.call.tickTelephone>>
export type TestPhone = TelephoneState['legs'][number]
export type PhoneAct = Parameters<typeof conversationApi.call.useTelephone>[0]['body']

const TICK_MS = 1000

/** The test telephones, kept ticking while the page is looked at. */
export function useTelephone() {
  const [state, setState] = useState<TelephoneState>()
  const [error, setError] = useState<Error>()
  const cache = useQueryClient()
  const setUp = useCommand(conversationApi, 'setUpTestHotline', { refetch: [conversationApi.key('listChannels')] })
  useEffect(() => {
    let gone = false
    const tick = async () => {
      if (document.visibilityState === 'hidden') return
      try {
        const next = await conversationApi.call.tickTelephone()
        if (!gone) {
          setState(next)
          setError(undefined)
        }
      } catch (failed) {
        if (!gone) setError(failed as Error)
      }
    }
    void tick()
    const timer = setInterval(() => void tick(), TICK_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [cache])
  const act = (sid: string, body: PhoneAct) =>
    conversationApi.call
      .useTelephone({ params: { sid }, body })
      .then(setState, ({ message }: Error) => toast({ text: message }))
  return {
    state,
    error,
    act: (sid: string, body: PhoneAct) => void act(sid, body),
    settingUp: setUp.isPending,
    setUp: (name: string) =>
      setUp.mutate(
        { body: { name, language: currentLocale() } },
        { onError: ({ message }) => toast({ text: message }) },
      ),
    dial: (channelId: string, from: string) =>
      void conversationApi.call
        .dialHotline({ body: { channelId, from } })
        .catch(({ message }: Error) => toast({ text: message })),
  }
}

export type Telephone = ReturnType<typeof useTelephone>
