import { Button, Input, Modal } from 'antd'
import { Ban } from 'lucide-react'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { fieldApi, type Visit } from '../../api.ts'

/** Calls a visit off, with the reason; the customer's page and the technician's phone follow. */
export function CancelButton({ visit: { visitId, number } }: { visit: Visit }) {
  const t = useText('field')
  const [asking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const cancel = useCommand(fieldApi, 'cancelVisit', {
    refetch: [fieldApi.key('readBoard'), fieldApi.key('getVisitSheet'), fieldApi.key('listStock')],
  })
  const send = () =>
    cancel.mutate(
      { params: { id: visitId }, body: { reason: reason.trim() } },
      {
        onSuccess: () => {
          ask(false)
          toast({ text: t('cancel.done', { number }) })
        },
      },
    )
  return (
    <section className="sec">
      <Button danger icon={<Ban aria-hidden size={14} strokeWidth={1.75} />} onClick={() => ask(true)}>
        {t('cancel.act')}
      </Button>
      <Modal
        open={asking}
        title={t('cancel.title', { number })}
        okText={t('cancel.act')}
        okButtonProps={{ danger: true, disabled: reason.trim() === '' }}
        cancelText={t('cancel.keep')}
        confirmLoading={cancel.isPending}
        onOk={send}
        onCancel={() => ask(false)}
      >
        <p>{t('cancel.consequence')}</p>
        <label className="field">
          <span className="s t2">{t('cancel.because')}</span>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {cancel.error && <ErrorNotice error={cancel.error} />}
      </Modal>
    </section>
  )
}
