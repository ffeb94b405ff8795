import { Button, Form, Input, Modal, Select } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useMay, useQuery } from '#kit/data'
import { localName, useLocale, useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { DEVICE_KINDS, FIRST_STAGES } from '../contract.ts'
import { fleetApi, partyApi, type NewDevice } from './api.ts'

/** Registers a device and shows its token this once. */
export function RegisterButton() {
  const t = useText('fleet')
  const [open, setOpen] = useState(false)
  if (!useMay()('fleet.device.edit')) return null
  return (
    <>
      <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setOpen(true)}>
        {t('register.act')}
      </Button>
      {open && <RegisterDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const t = useText('fleet')
  const [form] = Form.useForm<NewDevice>()
  const command = useCommand(fleetApi, 'registerDevice', {
    refetch: [fleetApi.key('listDevices'), fleetApi.key('countDevices')],
  })
  const token = command.data?.token
  const send = (device: NewDevice) => {
    const given = Object.fromEntries(Object.entries(device).filter(([, value]) => value !== undefined && value !== ''))
    command.mutate({ body: given as NewDevice })
  }
  return (
    <Modal
      open
      title={t('register.title')}
      okText={token ? t('register.close') : t('register.act')}
      cancelButtonProps={token ? { style: { display: 'none' } } : {}}
      cancelText={t('kit:close')}
      confirmLoading={command.isPending}
      mask={{ closable: !token }}
      onOk={() => (token ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {token ? (
        <>
          <p>{t('register.once')}</p>
          <Input
            className="mono token"
            readOnly
            aria-label={t('register.token')}
            value={token}
            onFocus={({ target }) => target.select()}
          />
        </>
      ) : (
        <Form<NewDevice>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: 'laptop', stage: 'received' }}
          onFinish={send}
        >
          <DeviceFields />
        </Form>
      )}
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}

function DeviceFields() {
  const t = useText('fleet')
  const may = useMay()
  const locale = useLocale()
  const customers = useQuery({
    ...partyApi.query('listOrganisations', { query: { kind: 'customer', limit: 200 } }),
    enabled: may('engine.party.read'),
  })
  const rules = [{ required: true, whitespace: true, message: t('register.missing') }]
  return (
    <>
      <Form.Item name="serial" label={t('register.serial')} rules={rules}>
        <Input className="mono" maxLength={64} />
      </Form.Item>
      <Form.Item name="name" label={t('register.name')} rules={rules}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="kind" label={t('register.kind')}>
        <Select options={DEVICE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="brand" label={t('register.brand')} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="model" label={t('register.model')} rules={rules}>
        <Input maxLength={120} />
      </Form.Item>
      {customers.data && (
        <Form.Item name="customerId" label={t('register.customer')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={customers.data.items.map(({ id, name, alias }) => ({
              value: id,
              label: localName(locale, name, alias),
            }))}
          />
        </Form.Item>
      )}
      <Form.Item name="stage" label={t('register.stage')}>
        <Select options={FIRST_STAGES.map((value) => ({ value, label: t(`stage.${value}`) }))} />
      </Form.Item>
    </>
  )
}
