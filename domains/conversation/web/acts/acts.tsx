import { Button, Dropdown } from 'antd'
import { Check, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useMay, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import type { ConversationDetail } from '../api.ts'
import type { Inbox } from '../desk/use-inbox.ts'
import { IdentifyDialog } from '../contacts/identify-dialog.tsx'
import { nameOf } from '../words.ts'
import { CloseDialog } from './close-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { useActs } from './use-acts.ts'

type Dialog = 'transfer' | 'close' | 'invite' | 'identify'

/** What can be done with a conversation: give it on, take it, end it, open it again. */
export function Acts({ conversation, inbox }: { conversation: ConversationDetail; inbox: Inbox }) {
  const t = useText('conversation')
  const may = useMay()
  const { user } = useSession()
  const [dialog, setDialog] = useState<Dialog>()
  const acts = useActs(conversation)
  const { status, agentId } = conversation
  const open = status !== 'closed'
  const serves =
    may('conversation.serve') && status === 'active' && (agentId === user.id || may('conversation.supervise'))
  const mayTake = may('conversation.supervise') && open && agentId !== user.id
  const mayReopen = may('conversation.serve') && !open && inbox.me !== undefined
  useKeys(
    [
      { keys: 'T', titleKey: 'conversation:transfer.title', group: 'screen', run: () => setDialog('transfer') },
      { keys: 'E', titleKey: 'conversation:close.title', group: 'screen', run: () => setDialog('close') },
    ],
    serves,
  )
  const more = [
    ...(open && may('conversation.note') ? [{ key: 'invite', label: t('invite.title') }] : []),
    ...(serves ? [{ key: 'transfer', label: t('transfer.title') }] : []),
    ...(may('conversation.identify') ? [{ key: 'identify', label: t('identify.act') }] : []),
  ]
  const leave = () => setDialog(undefined)
  return (
    <>
      {mayTake && (
        <Button loading={acts.taking} onClick={acts.takeOver}>
          {t('acts.takeOver')}
        </Button>
      )}
      {mayReopen && (
        <Button loading={acts.reopening} onClick={acts.reopen}>
          {t('acts.reopen')}
        </Button>
      )}
      {serves && (
        <Button className="wide" onClick={() => setDialog('transfer')}>
          {t('transfer.title')}
        </Button>
      )}
      {more.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => setDialog(key as Dialog) }}>
          <Button
            aria-label={t('acts.more')}
            title={t('acts.more')}
            icon={<Ellipsis aria-hidden size={16} strokeWidth={1.75} />}
          />
        </Dropdown>
      )}
      {serves && (
        <Button icon={<Check aria-hidden size={16} strokeWidth={1.75} />} onClick={() => setDialog('close')}>
          {t('close.title')}
        </Button>
      )}
      {dialog === 'transfer' && <TransferDialog acts={acts} inbox={inbox} onLeave={leave} />}
      {dialog === 'close' && <CloseDialog acts={acts} onLeave={leave} />}
      {dialog === 'identify' && (
        <IdentifyDialog conversationId={conversation.conversationId} name={nameOf(t, conversation)} onLeave={leave} />
      )}
      {dialog === 'invite' && <InviteDialog acts={acts} onLeave={leave} />}
    </>
  )
}
