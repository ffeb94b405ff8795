import { Button, Form, Input, Modal, Select } from 'antd'
import { Route } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { fleetApi, type DeviceDetail } from '../api.ts'

type Next = DeviceDetail['nextStages'][number]

/** Moves a device on in its life; only what may come next is offered. */
export function StageButton({ detail }: { detail: DeviceDetail }) {
  const t = useText('fleet')
  const [open, setOpen] = useState(false)
  if (!useMay()('fleet.device.stage') || detail.nextStages.length === 0) return null
  return (
    <>
      <Button icon={<Route aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setOpen(true)}>
        {t('move.act')}
      </Button>
      {open && <StageDialog detail={detail} onClose={() => setOpen(false)} />}
    </>
  )
}

function StageDialog({ detail: { device, nextStages }, onClose }: { detail: DeviceDetail; onClose: () => void }) {
  const t = useText('fleet')
  const [to, setTo] = useState<Next>(nextStages[0]!)
  const [note, setNote] = useState('')
  const { deviceId, serial } = device
  const command = useCommand(fleetApi, 'reachStage', {
    refetch: [fleetApi.key('getDevice'), fleetApi.key('listDevices'), fleetApi.key('countDevices')],
  })
  const send = () =>
    command.mutate(
      { params: { id: deviceId }, body: { to, ...(note.trim() && { note: note.trim() }) } },
      {
        onSuccess: () => {
          onClose()
          toast({ text: t('move.done', { serial, stage: t(`stage.${to}`) }) })
        },
      },
    )
  return (
    <Modal
      open
      title={t('move.title', { serial })}
      okText={t('move.act')}
      cancelText={t('kit:close')}
      confirmLoading={command.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('move.to')}>
          <Select
            aria-label={t('move.to')}
            value={to}
            options={nextStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
            onChange={setTo}
          />
        </Form.Item>
        <Form.Item label={t('move.note')}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            aria-label={t('move.note')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
