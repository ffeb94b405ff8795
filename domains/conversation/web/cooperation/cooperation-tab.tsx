import { Button } from 'antd'
import { ListChecks, MessagesSquare, Users } from 'lucide-react'
import { useState } from 'react'
import { useGo, useMay, useUrlState } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { ErrorNotice, RelativeTime, Section, StatusMark } from '#kit/ui'
import type { ConversationDetail, SideConversation } from '../api.ts'
import { NewSide } from './new-side.tsx'
import { SideThread } from './side-thread.tsx'
import type { useSides } from './use-sides.ts'
import './cooperation.css'

interface CooperationTabProps {
  readonly conversation: ConversationDetail
  readonly cooperation: ReturnType<typeof useSides>
}

/** Who else works on it: colleagues asked in, what they discuss, and what other teams have been asked to do. */
export function CooperationTab({ conversation, cooperation }: CooperationTabProps) {
  const [search, patch] = useUrlState()
  const open = (side: string | undefined) => patch({ side })
  const { sides, error, retry } = cooperation
  const chosen = sides.find(({ sideId }) => sideId === search['side'])
  if (error) return <ErrorNotice error={error} onRetry={() => void retry()} />
  if (chosen) return <SideThread side={chosen} onBack={() => open(undefined)} />
  return (
    <>
      <Sides conversationId={conversation.conversationId} sides={sides} onOpen={open} />
      <Tasks conversation={conversation} />
      <Participants conversation={conversation} />
    </>
  )
}

interface SidesProps {
  readonly conversationId: string
  readonly sides: readonly SideConversation[]
  readonly onOpen: (sideId: string) => void
}

function Sides({ conversationId, sides, onOpen }: SidesProps) {
  const t = useText('conversation')
  const mayNote = useMay()('conversation.note')
  const [beginning, setBeginning] = useState(false)
  return (
    <Section title={t('cooperation.sides')} icon={MessagesSquare}>
      {sides.length === 0 && <p className="s t2">{t('cooperation.noSide')}</p>}
      <ul className="sides">
        {sides.map(({ sideId, subject, members, lastText, lastAt, unread }) => (
          <li key={sideId}>
            <button type="button" onClick={() => onOpen(sideId)}>
              <span className="row">
                <b className="grow cut">{subject}</b>
                {unread > 0 && <span className="unread n">{unread}</span>}
                <span className="s t3 nb">
                  <RelativeTime at={lastAt} />
                </span>
              </span>
              <span className="s t2 cut">{lastText}</span>
              <span className="s t3 cut">{members.map(({ name }) => name).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {mayNote && (
        <p className="section-act">
          <Button onClick={() => setBeginning(true)}>{t('cooperation.begin')}</Button>
        </p>
      )}
      {beginning && <NewSide conversationId={conversationId} onLeave={() => setBeginning(false)} onOpened={onOpen} />}
    </Section>
  )
}

/** What belongs to it elsewhere, as those who work on it tell; new tasks are offered by who has teams for them. */
function Tasks({
  conversation: { conversationId, personId, customerId, links },
}: Pick<CooperationTabProps, 'conversation'>) {
  const t = useText('conversation')
  const locale = useLocale()
  const go = useGo()
  return (
    <Section title={t('cooperation.tasks')} icon={ListChecks}>
      {links.length === 0 && <p className="s t2">{t('cooperation.noTask')}</p>}
      <ul className="linked">
        {links.map(({ ref, label, state, path }) => (
          <li key={ref} className="row">
            {path ? (
              <button type="button" className="link-button cut" onClick={() => go(path)}>
                {label}
              </button>
            ) : (
              <span className="cut">{label}</span>
            )}
            <span className="right" />
            {state && <StatusMark shape={state.shape}>{state[locale]}</StatusMark>}
          </li>
        ))}
      </ul>
      <Slot name="conversation.tasks" props={{ conversationId, personId, customerId }} />
    </Section>
  )
}

function Participants({
  conversation: { participants, agentId, agentName },
}: Pick<CooperationTabProps, 'conversation'>) {
  const t = useText('conversation')
  const guests = participants.filter((guest) => guest.agentId !== agentId)
  const names = [agentName, ...guests.map(({ name }) => name)].filter(Boolean)
  return (
    <Section title={t('cooperation.inside')} icon={Users}>
      <p className="s t2">{names.length === 0 ? t('cooperation.nobody') : names.join(' · ')}</p>
    </Section>
  )
}
