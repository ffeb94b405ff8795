import type { ReactNode } from 'react'
import { useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { Avatar, Chip, InspectorButton } from '#kit/ui'
import type { ConversationDetail } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { SendWindow } from '../composer/send-window.tsx'
import { Lookers } from '../presence/lookers.tsx'
import type { Looker } from '../presence/use-lookers.ts'
import { nameOf } from '../words.ts'

interface ConversationBarProps {
  readonly conversation: ConversationDetail
  readonly lookers: readonly Looker[]
  readonly acts: ReactNode
}

/** Who it is, on which channel, how long we may write, and what can be done. */
export function ConversationBar({ conversation, lookers, acts }: ConversationBarProps) {
  const t = useText('conversation')
  const { user } = useSession()
  const { channelKind, channelName, agentId, agentName, status, vip, priority } = conversation
  const elsewhere = status === 'active' && agentId !== user.id
  return (
    <>
      <Avatar name={nameOf(t, conversation)} />
      <h2 className="nb">{nameOf(t, conversation)}</h2>
      <span className="wide bar-chips">
        <Chip>
          <ChannelIcon kind={channelKind} size={12} /> {channelName}
        </Chip>
        {vip && <Chip tone="accent">{t('customer.vip')}</Chip>}
        {priority > 0 && <Chip tone="warn">{t(`priority.${priority}`)}</Chip>}
        {elsewhere && <Chip>{t('bar.with', { name: agentName })}</Chip>}
        {status !== 'active' && <Chip>{t(`status.${status}`)}</Chip>}
        {status === 'active' && <SendWindow conversation={conversation} />}
        <Lookers lookers={lookers} />
      </span>
      <span className="right" />
      {acts}
      <InspectorButton />
    </>
  )
}
