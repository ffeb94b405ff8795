import { History, Star, User } from 'lucide-react'
import { useMay, useQuery } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { Avatar, Chip, ErrorNotice, Section, ThingLink } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { useCustomer, useCustomerLive, type CustomerContext } from './use-customer.ts'
import './context.css'

/** Who is asking, how to reach them, how it went before. */
export function CustomerSection(context: CustomerContext) {
  const t = useText('flows')
  const { data, error, refetch } = useCustomer(context)
  useCustomerLive()
  const nameOf = useLocalName()
  if (error) return <ErrorNotice error={error} what={t('customer.failed')} onRetry={() => void refetch()} />
  if (!data) return null
  const { person } = data
  const name = person && nameOf(person.name, person.alias)
  if (!person || !name)
    return (
      <Section title={t('customer.title')} icon={User}>
        {<p className="s t2">{t('customer.unknown')}</p>}
      </Section>
    )
  return (
    <Section
      title={t('customer.title')}
      icon={User}
      aside={person.vip && <Chip tone="accent">{t('customer.vip')}</Chip>}
    >
      <div className="row">
        <Avatar name={name} size={32} />
        <div className="grow">
          <b className="cut">
            <ThingLink kind="person" id={person.id}>
              {name}
            </ThingLink>
          </b>
          <div className="s t2 cut">
            <ThingLink kind="customer" id={person.customerId}>
              {nameOf(person.customerName, person.customerAlias) ?? '–'}
            </ThingLink>
          </div>
        </div>
      </div>
      <p className="row s t2 reach">
        {person.phone && <a href={`tel:${person.phone}`}>{person.phone}</a>}
        {person.email && <a href={`mailto:${person.email}`}>{person.email}</a>}
      </p>
      {context.conversationId && <Before conversationId={context.conversationId} />}
    </Section>
  )
}

/** How satisfied they were, how often they wrote. */
function Before({ conversationId }: { conversationId: string }) {
  const t = useText('flows')
  const { number } = useFormats()
  const may = useMay()('conversation.read')
  const params = { id: conversationId }
  const { data } = useQuery({ ...conversationApi.query('readCustomerCard', { params }), enabled: may })
  if (!data) return null
  return (
    <p className="row s t2 reach">
      {data.ratingMean !== null && (
        <span className="nb">
          <Star aria-hidden size={14} strokeWidth={1.75} />{' '}
          {t('customer.rated', { mean: number(data.ratingMean, { digits: 1 }), count: data.ratingCount })}
        </span>
      )}
      <span className="nb">
        <History aria-hidden size={14} strokeWidth={1.75} />{' '}
        {t('customer.threads', { count: data.conversations30Days })}
      </span>
    </p>
  )
}
