import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi, type ConversationDetail } from '../api.ts'
import type { Invited } from '../cooperation/colleague-picker.tsx'
import { nameOf } from '../words.ts'

export type CloseReason = 'resolved' | 'abandoned' | 'spam'
export type Target = { readonly queueId: string } | { readonly agentId: string }

/** The commands on one conversation; each says what it has done, with the way back where there is one. */
export function useActs(conversation: ConversationDetail) {
  const t = useText('conversation')
  const options = { refetch: [conversationApi.key()] }
  const transfer = useCommand(conversationApi, 'transferConversation', options)
  const close = useCommand(conversationApi, 'closeConversation', options)
  const reopen = useCommand(conversationApi, 'reopenConversation', options)
  const takeOver = useCommand(conversationApi, 'takeOver', options)
  const invite = useCommand(conversationApi, 'inviteColleagues', options)
  const params = { id: conversation.conversationId }
  const name = nameOf(t, conversation)
  const said = (text: string, more: { undo?: () => void } = {}) => ({
    onSuccess: () => toast({ text, ...more }),
    onError: ({ message }: Error) => toast({ text: message }),
  })
  const reopenIt = () => reopen.mutate({ params, body: {} }, said(t('done.reopened', { name })))
  return {
    conversationId: conversation.conversationId,
    transfer: (to: Target, toName: string, note: string | null) =>
      transfer.mutate({ params, body: { to, note } }, said(t('done.transferred', { name: toName }))),
    close: (reason: CloseReason, survey: boolean) =>
      close.mutate({ params, body: { reason, survey } }, said(t('done.closed', { name }), { undo: reopenIt })),
    reopen: reopenIt,
    reopening: reopen.isPending,
    takeOver: () => takeOver.mutate({ params, body: {} }, said(t('done.takenOver', { name }))),
    taking: takeOver.isPending,
    invite: (invited: Invited) => invite.mutate({ params, body: invited }, said(t('done.invited'))),
  }
}

export type ActsOnConversation = ReturnType<typeof useActs>
