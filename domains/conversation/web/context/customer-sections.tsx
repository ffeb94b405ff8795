import { Button } from 'antd'
import { History, Star, User } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useGo, useMay, useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Avatar, Chip, KeyValue, RelativeTime, Section } from '#kit/ui'
import { conversationApi, type ConversationDetail } from '../api.ts'
import { IdentifyDialog } from '../contacts/identify-dialog.tsx'
import { nameOf } from '../words.ts'

/** What the rest of the company knows of the customer, then what conversations know: answers, links, how it went before. */
export function CustomerSections({
  conversation,
  children,
}: {
  conversation: ConversationDetail
  children: ReactNode
}) {
  const t = useText('conversation')
  const locale = useLocale()
  const { attributes, questions, tags } = conversation
  const asked = (name: string) => questions.find((question) => question.name === name)?.label[locale] ?? name
  const answers = Object.entries(attributes).map(([name, value]) => [asked(name), String(value)] as const)
  return (
    <>
      {children}
      {conversation.personId === null && conversation.customerId === null && <Stranger conversation={conversation} />}
      {(answers.length > 0 || tags.length > 0) && (
        <Section title={t('customer.told')}>
          <KeyValue small items={answers} />
          <p className="row tags">
            {tags.map((tag) => (
              <Chip key={tag}>{tag}</Chip>
            ))}
          </p>
        </Section>
      )}
      <Before conversationId={conversation.conversationId} />
    </>
  )
}

/** Somebody whom nobody knows yet: what the channel calls him. */
function Stranger({ conversation }: { conversation: ConversationDetail }) {
  const t = useText('conversation')
  const name = nameOf(t, conversation)
  const may = useMay()('conversation.identify')
  const [asking, setAsking] = useState(false)
  return (
    <Section title={t('customer.who')} icon={User}>
      <div className="row">
        <Avatar name={name} size={32} />
        <div className="grow">
          <b className="cut">{name}</b>
          <p className="s t2">{t('customer.unknown')}</p>
        </div>
        {may && <Button onClick={() => setAsking(true)}>{t('identify.act')}</Button>}
      </div>
      {asking && (
        <IdentifyDialog conversationId={conversation.conversationId} name={name} onLeave={() => setAsking(false)} />
      )}
    </Section>
  )
}

function Before({ conversationId }: { conversationId: string }) {
  const t = useText('conversation')
  const go = useGo()
  const { data: card } = useQuery(conversationApi.query('readCustomerCard', { params: { id: conversationId } }))
  if (!card || card.recent.length === 0) return null
  return (
    <Section title={t('customer.before')} icon={History}>
      <ul className="recent">
        {card.recent.map(({ conversationId: id, openedAt, lastText, rating }) => (
          <li key={id}>
            <button type="button" onClick={() => go(`/conversation/${id}`)}>
              <span className="grow cut">{lastText || t('inbox.noWords')}</span>
              {rating !== null && (
                <span className="nb s t2">
                  <Star aria-hidden size={12} strokeWidth={1.75} /> {rating}
                </span>
              )}
              <span className="s t3">
                <RelativeTime at={openedAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
