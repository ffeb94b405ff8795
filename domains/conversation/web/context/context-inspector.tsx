import { useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { Inspector, TabStrip } from '#kit/ui'
import type { ConversationDetail, Message } from '../api.ts'
import { CooperationTab } from '../cooperation/cooperation-tab.tsx'
import { useSides } from '../cooperation/use-sides.ts'
import { ScoreTab } from '../quality/score-tab.tsx'
import { CustomerSections } from './customer-sections.tsx'
import { KnowledgeTab } from './knowledge-tab.tsx'
import './context.css'

/** What flows are told, so that they can show devices, entitlements, incidents and visits. */
export interface ConversationContext {
  readonly conversationId: string
  readonly personId?: string
  readonly customerId?: string
}

/** Beside the thread: who the customer is, and what the company knows about his question. */
export function ContextInspector({
  conversation,
  messages,
}: {
  conversation: ConversationDetail
  messages: readonly Message[]
}) {
  const t = useText('conversation')
  const [tab, setTab] = useUrlValue('beside', 'customer')
  const { conversationId, personId, customerId } = conversation
  const question = questionIn(messages)
  const context: ConversationContext = {
    conversationId,
    ...(personId === null ? {} : { personId }),
    ...(customerId === null ? {} : { customerId }),
  }
  const cooperation = useSides(conversationId)
  const judged = conversation.status === 'closed' ? (['quality'] as const) : []
  const tabs = (['customer', 'knowledge', 'cooperation', ...judged] as const).map((key) => ({
    key,
    label: key === 'quality' ? t('quality:title') : t(`beside.${key}`),
    ...(key === 'cooperation' && cooperation.unread > 0 ? { count: cooperation.unread } : {}),
  }))
  const head = <TabStrip label={t('beside.label')} tabs={tabs} value={tab} onChange={setTab} />
  return (
    <Inspector name="conversation.context" label={t('beside.label')} head={head}>
      {tab === 'knowledge' && <KnowledgeTab key={question} question={question} />}
      {tab === 'cooperation' && <CooperationTab conversation={conversation} cooperation={cooperation} />}
      {tab === 'quality' && <ScoreTab conversation={conversation} />}
      {tab !== 'knowledge' && tab !== 'cooperation' && tab !== 'quality' && (
        <CustomerSections conversation={conversation}>
          <Slot name="conversation.context" props={context} />
        </CustomerSections>
      )}
    </Inspector>
  )
}

const QUESTION_MAX = 200

/** What the bot could not answer, or what the customer asked last. */
function questionIn(messages: readonly Message[]): string {
  const handed = messages.findLast(({ content }) => content.type === 'event' && content.event === 'handed_over')
  const wants = handed?.content.type === 'event' ? handed.content.details['wants'] : undefined
  if (typeof wants === 'string' && wants !== '') return wants.slice(0, QUESTION_MAX)
  const asked = messages.findLast(({ author, content }) => author.kind === 'customer' && content.type === 'text')
  return asked?.content.type === 'text' ? asked.content.text.slice(0, QUESTION_MAX) : ''
}
