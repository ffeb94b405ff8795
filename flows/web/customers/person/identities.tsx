import { useText } from '#kit/i18n'
import { KeyValue, Section } from '#kit/ui'
import type { Person } from '../../api.ts'

/** Under which names channels know a person. Channels write them; nobody types an openid. */
export function Identities({ identities }: { identities: Person['identities'] }) {
  const t = useText('customers')
  return (
    <Section title={t('identities.title')}>
      {identities.length === 0 ? (
        <p className="s t2">{t('identities.none')}</p>
      ) : (
        <KeyValue
          small
          items={identities.map(({ channel, externalId }) => [
            t(`channel.${channel}`, { defaultValue: channel }),
            <span key={externalId} className="mono identity">
              {externalId}
            </span>,
          ])}
        />
      )}
    </Section>
  )
}
