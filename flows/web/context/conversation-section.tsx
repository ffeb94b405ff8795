import { MessageCircle } from 'lucide-react'
import { useMay, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Chip, PageLink, RelativeTime, Section } from '#kit/ui'
import { conversationApi } from '../api.ts'
import type { CustomerContext } from './use-customer.ts'

/** The conversation that an incident came from, or was tied to later. */
export function ConversationSection({ conversationId }: CustomerContext) {
  const t = useText('flows')
  const may = useMay()('conversation.read')
  const { data } = useQuery({
    ...conversationApi.query('readConversation', { params: { id: conversationId ?? '' } }),
    enabled: may && conversationId !== undefined,
  })
  if (!data || !conversationId) return null
  return (
    <Section title={t('conversation.title')} icon={MessageCircle} aside={<Chip>{data.channelName}</Chip>}>
      <div className="row">
        <PageLink path={`/conversation/${conversationId}`}>{data.contactName ?? t('conversation.open')}</PageLink>
        <span className="right s t3">
          <RelativeTime at={data.lastMessageAt} />
        </span>
      </div>
      {data.lastText && <p className="s t2 cut">{data.lastText}</p>}
    </Section>
  )
}
