import { ShieldCheck } from 'lucide-react'
import { useText } from '#kit/i18n'
import { DateText, KeyValue, PageLink, Section, StatusMark } from '#kit/ui'
import { useCustomer, type CustomerContext } from './use-customer.ts'

/** What pays for work on the device: contract before warranty before invoice. */
export function EntitlementSection(context: CustomerContext) {
  const t = useText('flows')
  const { data } = useCustomer(context)
  const entitlement = data?.entitlement
  if (!data || !entitlement) return null
  const { kind, covered, reference, promise, endsOn } = entitlement
  const agreement = data.agreements.find(({ number }) => number === reference)
  const mark = covered ? (
    <StatusMark shape="done">{t(`entitlement.${kind}`)}</StatusMark>
  ) : (
    <StatusMark shape="open" tone="warn">
      {t('entitlement.paid')}
    </StatusMark>
  )
  const number = agreement ? (
    <PageLink path={`/subscription/agreements/${agreement.agreementId}`}>{reference}</PageLink>
  ) : (
    reference
  )
  return (
    <Section title={t('entitlement.title')} icon={ShieldCheck} aside={mark}>
      {reference || promise || endsOn ? (
        <KeyValue
          small
          items={[
            reference !== undefined && [
              t('entitlement.agreement'),
              <span key="agreement">
                {number} {agreement?.name}
              </span>,
            ],
            promise !== undefined && [t('entitlement.promise'), promise],
            endsOn !== undefined && [t('entitlement.ends'), <DateText key="ends" at={endsOn} />],
          ]}
        />
      ) : (
        <p className="s t2">{t('entitlement.none')}</p>
      )}
    </Section>
  )
}
