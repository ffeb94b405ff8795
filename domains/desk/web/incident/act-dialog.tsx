import { Form, Input, Modal } from 'antd'
import { useText } from '#kit/i18n'
import { Slot, useSlotFilled } from '#kit/slots'
import type { Act, IncidentDetail } from '../api.ts'
import { Refused } from './refused.tsx'
import { useActing, type ActWords } from './use-acting.ts'

interface Said {
  readonly words?: string
  readonly partCodes?: string[]
}

export interface ActDialogProps {
  readonly act: Act
  readonly detail: IncidentDetail
  readonly onClose: () => void
}

/** An act that needs words: what is wrong, how it was restored, why it is cancelled. */
export function ActDialog({ act, detail, onClose }: ActDialogProps) {
  const t = useText('desk')
  const [form] = Form.useForm<Said>()
  const acting = useActing(detail, { asOpened: true })
  const homeless = act === 'diagnose_onsite' && detail.incident.siteId === null
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      okText={t(`act.${act}`)}
      okButtonProps={{ danger: act === 'cancel', disabled: homeless }}
      cancelText={t('kit:back')}
      confirmLoading={acting.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Said>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(said) => acting.perform(act, wordsOf(act, said), onClose)}
      >
        <Form.Item
          name="words"
          label={t(`ask.${act}`)}
          extra={t(`askHint.${act}`)}
          rules={[{ required: act !== 'ask', whitespace: act !== 'ask', message: t(`askMissing.${act}`) }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
        {act === 'diagnose_onsite' && <PartsItem />}
      </Form>
      {homeless && <p className="note s">{t('noSite')}</p>}
      <Refused acting={acting} />
    </Modal>
  )
}

/** Parts are known elsewhere; who knows them fills the slot. */
function PartsItem() {
  const t = useText('desk')
  if (!useSlotFilled('desk.incident.parts')) return null
  return (
    <Form.Item name="partCodes" label={t('ask.parts')} extra={t('askHint.parts')}>
      <PartsField />
    </Form.Item>
  )
}

interface PartsFieldProps {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (codes: readonly string[]) => void
}

function PartsField(props: PartsFieldProps) {
  return <Slot name="desk.incident.parts" props={props} />
}

function wordsOf(act: Act, { words = '', partCodes = [] }: Said): ActWords {
  const text = words.trim()
  switch (act) {
    case 'diagnose_onsite':
      return { fields: { diagnosis: text, ...(partCodes.length > 0 && { partCodes }) } }
    case 'diagnose_remote':
      return { fields: { diagnosis: text } }
    case 'resolve':
      return { fields: { resolution: text } }
    default:
      return text === '' ? {} : { text }
  }
}
