import { Button, Form, Input, InputNumber } from 'antd'
import { useCommand } from '#kit/data'
import { screenZone, useText } from '#kit/i18n'
import { DateField, ErrorNotice } from '#kit/ui'
import { deliveryApi, type HandOverContent, type ProjectDetail } from '../api.ts'
import { readDevices, writeDevices } from './device-lines.ts'

interface Draft {
  readonly siteName: string
  readonly address: string
  readonly accessNotes?: string
  readonly devices?: string
  readonly promise: string
  readonly agreementName: string
  readonly startsOn: string
  readonly endsOn?: string
  readonly purchaseOrder?: string
  readonly chargeName: string
  readonly price: string
  readonly quantity: number
  readonly taxPercent?: string
}

const NET_DAYS = 15

/** Fills in what operation needs; the server names every field that is wrong. */
export function HandOverForm({ detail, onDone }: { detail: ProjectDetail; onDone: () => void }) {
  const t = useText('delivery')
  const [form] = Form.useForm<Draft>()
  const command = useCommand(deliveryApi, 'saveHandOver', { refetch: [deliveryApi.key()] })
  const before = detail.handOver?.content
  const save = (draft: Draft) =>
    command.mutate({ params: { id: detail.project.id }, body: contentOf(draft, before) }, { onSuccess: onDone })
  const required = [{ required: true, message: t('missing') }]
  const text = (name: keyof Draft, label: string, needed = true) => (
    <Form.Item name={name} label={t(label)} {...(needed && { rules: required })}>
      <Input maxLength={200} />
    </Form.Item>
  )
  const day = (name: keyof Draft, label: string, needed: boolean) => (
    <Form.Item name={name} label={t(label)} {...(needed && { rules: required })}>
      <DateField optional={!needed} />
    </Form.Item>
  )
  return (
    <Form<Draft> form={form} layout="vertical" requiredMark={false} initialValues={draftOf(before)} onFinish={save}>
      <div className="form-two">
        {text('siteName', 'handOver.siteName')}
        {text('address', 'handOver.address')}
        {text('promise', 'handOver.promise')}
        {text('accessNotes', 'handOver.access', false)}
        {text('agreementName', 'handOver.agreementName')}
        {text('purchaseOrder', 'handOver.purchaseOrder', false)}
        {day('startsOn', 'handOver.startsOn', true)}
        {day('endsOn', 'handOver.endsOn', false)}
        {text('chargeName', 'handOver.chargeName')}
        <Form.Item name="quantity" label={t('handOver.quantity')} rules={required}>
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        {text('price', 'handOver.price')}
        {text('taxPercent', 'handOver.taxPercent', false)}
      </div>
      <Form.Item name="devices" label={t('handOver.devices')} extra={t('handOver.devicesHint')}>
        <Input.TextArea className="mono" autoSize={{ minRows: 4, maxRows: 14 }} />
      </Form.Item>
      {command.error && <ErrorNotice error={command.error} what={t('handOver.notSaved')} />}
      <div className="row">
        <Button type="primary" loading={command.isPending} onClick={() => form.submit()}>
          {t('handOver.save')}
        </Button>
        <Button onClick={onDone}>{t('kit:close')}</Button>
      </div>
    </Form>
  )
}

/** What the form does not show (place on the map, further charges) stays as it was. */
function contentOf(draft: Draft, before: HandOverContent | undefined): HandOverContent {
  const [first, ...more] = before?.agreement.charges ?? []
  const { accessNotes, endsOn, purchaseOrder, taxPercent } = draft
  return {
    site: {
      zone: screenZone(),
      ...before?.site,
      name: draft.siteName,
      address: draft.address,
      ...(accessNotes && { accessNotes }),
    },
    devices: readDevices(draft.devices ?? ''),
    promise: draft.promise,
    agreement: {
      currency: before?.agreement.currency ?? 'CNY',
      netDays: before?.agreement.netDays ?? NET_DAYS,
      name: draft.agreementName,
      startsOn: draft.startsOn,
      ...(endsOn && { endsOn }),
      ...(purchaseOrder && { purchaseOrder }),
      charges: [
        {
          code: first?.code ?? 'seat',
          name: draft.chargeName,
          price: draft.price,
          quantity: draft.quantity,
          ...(taxPercent && { taxPercent }),
        },
        ...more,
      ],
    },
  }
}

function draftOf(before: HandOverContent | undefined): Partial<Draft> {
  if (!before) return { quantity: 1 }
  const { site, devices, promise, agreement } = before
  const [first] = agreement.charges
  return {
    siteName: site.name,
    address: site.address,
    ...(site.accessNotes !== undefined && { accessNotes: site.accessNotes }),
    devices: writeDevices(devices),
    promise,
    agreementName: agreement.name,
    startsOn: agreement.startsOn,
    ...(agreement.endsOn !== undefined && { endsOn: agreement.endsOn }),
    ...(agreement.purchaseOrder !== undefined && { purchaseOrder: agreement.purchaseOrder }),
    ...(first && { chargeName: first.name, price: first.price, quantity: first.quantity }),
    ...(first?.taxPercent !== undefined && { taxPercent: first.taxPercent }),
  }
}
