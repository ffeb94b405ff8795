import { Button } from 'antd'
import { Ellipsis, Plus } from 'lucide-react'
import { rowsOf } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import {
  Card,
  Crumbs,
  DataTable,
  DateText,
  Facts,
  Inspector,
  KeyValue,
  Meter,
  Money,
  PageHeading,
  Pane,
  Section,
  StatusMark,
  type Column,
} from '#kit/ui'
import './gallery.css'

interface Line {
  readonly item: string
  readonly pricing: string
  readonly usage: string
  readonly unitPriceMinor: string | undefined
  readonly amountMinor: string
}

const cny = (amountMinor: string | undefined) =>
  amountMinor === undefined ? undefined : { amountMinor, currency: 'CNY' }

export function DocumentPart() {
  const t = useText('gallery')
  const { date } = useFormats()
  const bar = (
    <>
      <Crumbs items={[t('agreement'), t('hengtai'), 'AGR-0031']} />
      <span className="right" />
      <Button icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}>{t('seats')}</Button>
      <Button aria-label={t('more')} icon={<Ellipsis aria-hidden size={16} strokeWidth={1.75} />} />
    </>
  )
  return (
    <>
      <Pane padded bar={bar}>
        <PageHeading
          title={t('agreementTitle')}
          mark={
            <StatusMark shape="half" tone="ok">
              {t('running')}
            </StatusMark>
          }
        />
        <Facts
          items={[
            [t('customer'), t('hengtai')],
            [t('term'), `${date('2025-04-01')} – ${date('2028-03-31')}`],
            [t('billing'), t('billingOf')],
            [
              t('seats'),
              <span key="seats" className="n">
                123
              </span>,
            ],
            [t('refresh'), t('refreshOf')],
          ]}
        />
        <div className="gallery-card-gap">
          <Card>
            <LinesTable />
          </Card>
        </div>
        <Trio />
      </Pane>
      <Estimate />
    </>
  )
}

function LinesTable() {
  const t = useText('gallery')
  const { unit } = useFormats()
  const columns: Column<Line>[] = [
    { key: 'item', title: t('item'), role: 'subject', render: ({ item }) => t(item) },
    { key: 'pricing', title: t('pricing'), render: ({ pricing }) => <span className="t2">{t(pricing)}</span> },
    { key: 'usage', title: t('usage'), align: 'right', render: ({ usage }) => usage },
    {
      key: 'unit',
      title: t('unitPrice'),
      align: 'right',
      render: ({ unitPriceMinor }) => <Money value={cny(unitPriceMinor)} />,
    },
    {
      key: 'amount',
      title: t('estimate'),
      role: 'end',
      align: 'right',
      render: ({ amountMinor }) => <Money value={cny(amountMinor)} />,
    },
  ]
  const lines: Line[] = [
    {
      item: 'seatItem',
      pricing: 'seatPricing',
      usage: unit(3645, t('seatDays')),
      unitPriceMinor: '860',
      amountMinor: '3134700',
    },
    {
      item: 'baseItem',
      pricing: 'basePricing',
      usage: unit(40, 'TB', { digits: 1 }),
      unitPriceMinor: '18000',
      amountMinor: '720000',
    },
    {
      item: 'bufferItem',
      pricing: 'bufferPricing',
      usage: unit(6.2, 'TB', { digits: 1 }),
      unitPriceMinor: '21000',
      amountMinor: '130200',
    },
    {
      item: 'onsiteItem',
      pricing: 'included',
      usage: unit(9, t('visitsUnit')),
      unitPriceMinor: undefined,
      amountMinor: '0',
    },
  ]
  return (
    <DataTable
      name="gallery.lines"
      arrangeable={false}
      label={t('agreementTitle')}
      rows={rowsOf(lines)}
      columns={columns}
      rowKey={({ item }) => item}
      empty={null}
    />
  )
}

function Trio() {
  const t = useText('gallery')
  return (
    <div className="gallery-trio n">
      <div className="card in">
        <div className="s t2">{t('swaps')}</div>
        <b>4 / 12</b>
        <Meter share={4 / 12} label={t('swaps')} />
      </div>
      <div className="card in">
        <div className="s t2">{t('endToday')}</div>
        <b>
          <Money value={cny('18630000')} />
        </b>
        <div className="s t3">{t('endTodayNote')}</div>
      </div>
    </div>
  )
}

function Estimate() {
  const t = useText('gallery')
  const { change } = useFormats()
  return (
    <Inspector name="gallery.document" label={t('november')} head={<h2>{t('november')}</h2>}>
      <Section title={t('estimate')}>
        <p className="gallery-total n">
          <Money value={cny('4480600')} />
        </p>
        <p className="s t2">
          {t('vsOctober')} {change(cny('118430'), 0.027)}
        </p>
      </Section>
      <Section title={t('term')}>
        <KeyValue
          items={[
            [t('agreement'), 'AGR-0031'],
            [t('refresh'), <DateText key="d" at="2027-09-01" />],
          ]}
        />
      </Section>
    </Inspector>
  )
}
