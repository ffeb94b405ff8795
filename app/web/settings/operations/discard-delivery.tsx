import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { eventsApi, type ParkedDelivery } from '../api.ts'

export interface DiscardDeliveryProps {
  readonly delivery: ParkedDelivery
  readonly onGone: () => void
}

/** Gives a dead delivery up for good; the reason goes into the audit trail. */
export function DiscardDelivery({ delivery: { subscriber, seq, eventName }, onGone }: DiscardDeliveryProps) {
  const t = useText('settings')
  const [asking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const discard = useCommand(eventsApi, 'discardParkedDelivery', { refetch: [eventsApi.key('listParkedDeliveries')] })
  const gone = () => {
    ask(false)
    toast({ text: t('deliveries.discarded') })
    onGone()
  }
  return (
    <>
      <Button danger onClick={() => ask(true)}>
        {t('deliveries.discard')}
      </Button>
      <Modal
        open={asking}
        title={t('deliveries.discardTitle', { event: eventName })}
        okText={t('deliveries.discard')}
        okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
        cancelText={t('deliveries.keep')}
        confirmLoading={discard.isPending}
        onOk={() => discard.mutate({ body: { subscriber, seq, reason: reason.trim() } }, { onSuccess: gone })}
        onCancel={() => ask(false)}
      >
        <p className="settings-hint">{t('deliveries.discardMeans', { subscriber })}</p>
        <Form layout="vertical" component={false}>
          <Form.Item label={t('deliveries.because')} htmlFor="discard-reason">
            <Input.TextArea
              id="discard-reason"
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={400}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
        {discard.error && <ErrorNotice error={discard.error} />}
      </Modal>
    </>
  )
}
