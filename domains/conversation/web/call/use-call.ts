import { useCommand, useLive, useQuery } from '#kit/data'
import { toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

export type CallView = Awaited<ReturnType<typeof conversationApi.call.readCall>>
export type Call = NonNullable<CallView['call']>
export type Supervision = 'listen' | 'whisper' | 'barge'

/** The call of a conversation, kept true, and what can be done with it. */
export function useCall(conversationId: string) {
  const params = { id: conversationId }
  const key = conversationApi.key('readCall')
  const { data } = useQuery(conversationApi.query('readCall', { params }))
  useLive([`conversation:${conversationId}`], { refetch: [key] })
  const options = { refetch: [key] }
  const ring = useCommand(conversationApi, 'ringCall', options)
  const hold = useCommand(conversationApi, 'holdCall', options)
  const hangUp = useCommand(conversationApi, 'hangUpCall', options)
  const supervise = useCommand(conversationApi, 'superviseCall', options)
  const setPhone = useCommand(conversationApi, 'setMyPhone', options)
  const say = { onError: ({ message }: Error) => toast({ text: message }) }
  return {
    view: data,
    busy: ring.isPending || hold.isPending || hangUp.isPending || supervise.isPending || setPhone.isPending,
    ring: () => ring.mutate({ params, body: {} }, say),
    hold: (held: boolean) => hold.mutate({ params, body: { held } }, say),
    hangUp: () => hangUp.mutate({ params, body: {} }, say),
    supervise: (mode: Supervision | null) => supervise.mutate({ params, body: { mode } }, say),
    setPhone: (phone: string, then: () => void) =>
      setPhone.mutate({ body: { phone: phone === '' ? null : phone } }, { onSuccess: then, ...say }),
  }
}

export type CallActs = ReturnType<typeof useCall>
