import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery, useUrlValue } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { useVisited } from '#kit/slots'
import {
  Crumbs,
  ErrorNotice,
  Facts,
  InspectorButton,
  ListSkeleton,
  PageHeading,
  Pane,
  Panes,
  TabStrip,
  ThingLink,
} from '#kit/ui'
import { subscriptionApi, type AgreementDetail } from '../api.ts'
import { InvoiceList } from '../invoices/invoice-list.tsx'
import { AgreementMark } from '../marks.tsx'
import { useToday } from '../use-today.ts'
import { ChangesList } from './changes-list.tsx'
import { ChargesCard } from './charges-card.tsx'
import { EstimatePane } from './estimate-pane.tsx'
import { QuantityDialog } from './quantity-dialog.tsx'
import { TermsCard } from './terms-card.tsx'
import { UsageCard } from './usage-card.tsx'
import './agreement.css'

/** One agreement: what is used, what it costs this month, what was billed and changed. */
export function AgreementPage() {
  const t = useText('subscription')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(subscriptionApi.query('getAgreement', { params: { id } }))
  useLive(['subscription.agreements', 'subscription.invoices'], { refetch: [subscriptionApi.key()] })
  const nameOf = useLocalName()
  const { number, name, customerName = null, customerAlias = null } = data?.agreement ?? {}
  const detail = nameOf(customerName, customerAlias)
  useVisited(
    data && { title: `${number} ${name}`, detail: detail ?? undefined, path: `/subscription/agreements/${id}` },
  )
  const back = () => go('/subscription/agreements')
  if (!data) {
    return (
      <Panes>
        <Pane onBack={back} bar={<Crumbs items={[t('agreements.title'), t('agreement.title')]} />}>
          {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
        </Pane>
      </Panes>
    )
  }
  return (
    <Panes>
      <Pane
        padded
        onBack={back}
        bar={<AgreementBar detail={data} />}
        foot={
          <div className="agreement-foot phone">
            <ChangeSeats detail={data} />
          </div>
        }
      >
        <AgreementHead detail={data} />
        <AgreementTabs detail={data} />
      </Pane>
      <EstimatePane agreementId={id} />
    </Panes>
  )
}

function AgreementBar({ detail }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const nameOf = useLocalName()
  const { agreement } = detail
  return (
    <>
      <Crumbs
        items={[t('agreements.title'), nameOf(agreement.customerName, agreement.customerAlias), agreement.number]}
      />
      <span className="right" />
      <span className="wide">
        <ChangeSeats detail={detail} />
      </span>
      <InspectorButton />
    </>
  )
}

function ChangeSeats({ detail }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const may = useMay()
  const [changing, setChanging] = useState(false)
  if (!may('subscription.agreement.edit') || detail.holdings.length === 0) return null
  return (
    <>
      <Button icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setChanging(true)}>
        {t('quantity.change')}
      </Button>
      <QuantityDialog open={changing} detail={detail} onClose={() => setChanging(false)} />
    </>
  )
}

function AgreementHead({ detail: { agreement, holdings, interval, timing } }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const formats = useFormats()
  const today = useToday()
  const nameOf = useLocalName()
  const billing =
    interval === null ? '–' : t(`agreement.billing.${timing ?? 'arrears'}`, { interval: intervalWords(t, interval) })
  const ends = agreement.endsOn === null ? t('agreement.open') : formats.date(agreement.endsOn)
  return (
    <PageHeading title={agreement.name} mark={<AgreementMark agreement={agreement} today={today} form="chip" />}>
      <Facts
        items={[
          [
            t('customer'),
            <ThingLink key="customer" kind="customer" id={agreement.customerId}>
              {nameOf(agreement.customerName, agreement.customerAlias)}
            </ThingLink>,
          ],
          [t('agreement.term'), `${formats.date(agreement.startsOn)} – ${ends}`],
          [t('agreement.billingTitle'), billing],
          ...holdings.map(
            (holding) =>
              [
                holding.name,
                <span key={holding.charge} className="n">
                  {formats.number(holding.quantity)}{' '}
                  {holding.change !== null && holding.changedOn !== null && (
                    <span className="ok">
                      {t('agreement.since', {
                        change: formats.number(holding.change, { signed: true }),
                        on: formats.date(holding.changedOn),
                      })}
                    </span>
                  )}
                </span>,
              ] as const,
          ),
          [t('agreement.promise'), agreement.promise ?? '–'],
        ]}
      />
    </PageHeading>
  )
}

const NAMED_MONTHS: Readonly<Record<number, string>> = { 1: 'monthly', 3: 'quarterly', 12: 'yearly' }

function intervalWords(
  t: ReturnType<typeof useText>,
  interval: { readonly months: number } | { readonly days: number },
): string {
  if ('days' in interval) return t('agreement.interval.days', { count: interval.days })
  const named = NAMED_MONTHS[interval.months]
  return named === undefined
    ? t('agreement.interval.months', { count: interval.months })
    : t(`agreement.interval.${named}`)
}

function AgreementTabs({ detail }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const may = useMay()
  const [tab, setTab] = useUrlValue('tab', 'usage')
  const { agreement, actions, creditNotes } = detail
  const tabs = [
    { key: 'usage', label: t('tabs.usage') },
    ...(may('subscription.invoice.read') ? [{ key: 'invoices', label: t('tabs.invoices') }] : []),
    { key: 'changes', label: t('tabs.changes'), count: actions.length },
    { key: 'terms', label: t('tabs.terms') },
  ]
  return (
    <>
      <TabStrip label={t('agreement.title')} tabs={tabs} value={tab} onChange={setTab} />
      <div className="agreement-cards">
        {tab === 'usage' && <UsageCard agreementId={agreement.agreementId} />}
        {tab === 'usage' && <ChargesCard detail={detail} />}
        {tab === 'invoices' && <InvoiceList agreementId={agreement.agreementId} creditNotes={creditNotes} />}
        {tab === 'changes' && <ChangesList actions={actions} />}
        {tab === 'terms' && <TermsCard detail={detail} />}
      </div>
    </>
  )
}
