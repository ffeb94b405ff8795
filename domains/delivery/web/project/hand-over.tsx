import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, EmptyState, KeyValue } from '#kit/ui'
import type { HandOverContent, ProjectDetail } from '../api.ts'
import { HandOverForm } from './hand-over-form.tsx'

/** What operation gets: site, devices, promise, agreement. */
export function HandOverTab({ detail }: { detail: ProjectDetail }) {
  const t = useText('delivery')
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { handOver, project } = detail
  const canEdit = may('delivery.project.edit') && project.stateGroup === 'open'
  if (editing) return <HandOverForm detail={detail} onDone={() => setEditing(false)} />
  const edit = canEdit && (
    <Button type={handOver === null ? 'primary' : 'default'} onClick={() => setEditing(true)}>
      {t(handOver === null ? 'handOver.prepare' : 'handOver.change')}
    </Button>
  )
  if (handOver === null)
    return <EmptyState title={t('handOver.empty')} hint={t('handOver.emptyHint')} action={edit || undefined} />
  return (
    <>
      {edit && <div className="row">{edit}</div>}
      <Content content={handOver.content} />
    </>
  )
}

function Content({ content }: { content: HandOverContent }) {
  return (
    <>
      <SiteCard site={content.site} />
      <AgreementCard content={content} />
      <DevicesCard devices={content.devices} />
    </>
  )
}

function SiteCard({ site }: Pick<HandOverContent, 'site'>) {
  const t = useText('delivery')
  return (
    <Card title={t('handOver.site')}>
      <div className="in">
        <KeyValue
          items={[
            [t('handOver.name'), site.name],
            [t('handOver.address'), site.address],
            site.accessNotes !== undefined && [t('handOver.access'), site.accessNotes],
          ]}
        />
      </div>
    </Card>
  )
}

function AgreementCard({ content: { agreement, promise } }: { content: HandOverContent }) {
  const t = useText('delivery')
  const formats = useFormats()
  const { currency, charges, startsOn, purchaseOrder } = agreement
  const ends = agreement.endsOn === undefined ? t('handOver.openEnd') : formats.date(agreement.endsOn)
  return (
    <Card title={t('handOver.agreement')}>
      <div className="in">
        <KeyValue
          items={[
            [t('handOver.name'), agreement.name],
            [t('handOver.promise'), promise],
            [t('handOver.term'), `${formats.date(startsOn)} – ${ends}`],
            purchaseOrder !== undefined && [t('handOver.purchaseOrder'), purchaseOrder],
            ...charges.map(({ code, name, price, quantity, taxPercent }) => {
              const figures = {
                quantity: formats.number(quantity),
                price: formats.number(price, { digits: 2 }),
                currency,
              }
              const tax = taxPercent === undefined ? '' : ` · ${t('handOver.tax', { percent: taxPercent })}`
              const words = `${t('handOver.charge', figures)}${tax}`
              return [
                name,
                <span key={code} className="n">
                  {words}
                </span>,
              ] as const
            }),
          ]}
        />
      </div>
    </Card>
  )
}

function DevicesCard({ devices }: Pick<HandOverContent, 'devices'>) {
  const t = useText('delivery')
  const formats = useFormats()
  return (
    <Card title={t('handOver.devices')} aside={<span className="n t3">{devices.length}</span>}>
      <div className="in device-scroll" tabIndex={0} role="region" aria-label={t('handOver.devices')}>
        <table className="device-lines">
          <thead>
            <tr>
              <th scope="col">{t('handOver.serial')}</th>
              <th scope="col">{t('handOver.name')}</th>
              <th scope="col" className="wide">
                {t('handOver.model')}
              </th>
              <th scope="col" className="wide">
                {t('handOver.warranty')}
              </th>
            </tr>
          </thead>
          <tbody>
            {devices.map(({ serial, name, brand, model, warrantyUntil }) => (
              <tr key={serial}>
                <td className="mono">{serial}</td>
                <td>{name}</td>
                <td className="wide">{`${brand} ${model}`}</td>
                <td className="wide n">{formats.date(warrantyUntil)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
